using System;

namespace HolySheep.TestKit.Wire;

/// <summary>Something put into a stream after so many tokens: a wait, lines of text, or the stream's end.</summary>
internal sealed record Interjection(int AfterTokens, string Lines = "")
{
    /// <summary>The place before the first event, where the role has not been sent either.</summary>
    public const int BeforeTheRole = -1;

    public TimeSpan Pause { get; init; }

    public Gate? Gate { get; init; }

    public bool EndsStream { get; init; }

    /// <summary>What a plain reply says in place of the completion; null if it is left out of plain replies.</summary>
    public string? PlainBody { get; init; }
}
