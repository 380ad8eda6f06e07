using System;

namespace HolySheep.Errors;

/// <summary>An error that a person can act on.</summary>
public class HolySheepException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="message">What happened and where; contains no secret.</param>
    /// <param name="hint">What to do; null if nothing helps.</param>
    /// <param name="inner">The cause.</param>
    public HolySheepException(string code, string message, string? hint = null, Exception? inner = null)
        : base(message, inner)
    {
        Code = code;
        Hint = hint;
    }

    /// <summary>The stable code.</summary>
    public string Code { get; }

    /// <summary>What to do.</summary>
    public string? Hint { get; }

    /// <summary>True if the request alone is the cause: no target was asked, because none takes what it needs. False if that is not known.</summary>
    public bool IsOfRequest { get; init; }
}
