using System;
using System.Diagnostics.CodeAnalysis;
using HolySheep.Configuration.Masking;

namespace HolySheep.Providers.Masking;

/// <summary>Stands for an exception whose text held a key, at every depth: the same words, with stars for the key.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _text;

    private MaskedException(Exception exception, SecretMask mask)
        : base($"{exception.GetType().Name}: {mask.Mask(exception.Message)}", Of(exception.InnerException, mask)) => _text = mask.Mask(exception.ToString());

    /// <summary>The exception itself if no text of it holds a key.</summary>
    [return: NotNullIfNotNull(nameof(exception))]
    public static Exception? Of(Exception? exception, SecretMask mask) => IsClean(exception, mask) ? exception : new MaskedException(exception!, mask);

    /// <summary>True if no text of an exception holds a key; true for null.</summary>
    public static bool IsClean(Exception? exception, SecretMask mask)
    {
        var text = exception?.ToString();
        return ReferenceEquals(mask.Mask(text), text);
    }

    /// <summary>What the exception itself says, its causes and stacks included.</summary>
    public override string ToString() => _text;
}
