using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using HolySheep.Configuration.Masking;

namespace HolySheep.Providers.Masking;

/// <summary>Replaces an exception whose text contained a key, at every depth: the same words, with stars instead of the key.</summary>
internal sealed class MaskedException : Exception
{
    private readonly string _text;

    private MaskedException(Exception exception, SecretMask mask)
        : base($"{exception.GetType().Name}: {mask.Mask(exception.Message)}", Of(exception.InnerException, mask)) => _text = mask.Mask(exception.ToString());

    /// <summary>The exception itself if none of its texts contains a key.</summary>
    [return: NotNullIfNotNull(nameof(exception))]
    public static Exception? Of(Exception? exception, SecretMask mask) => IsClean(exception, mask) ? exception : new MaskedException(exception!, mask);

    /// <summary>True if no text of an exception contains a key; true for null.</summary>
    public static bool IsClean(Exception? exception, SecretMask mask) =>
        exception is null || (IsClean(exception.ToString(), mask) && IsClean(exception.Message, mask) && DataOf(exception).All(text => IsClean(text, mask)));

    private static bool IsClean(string? text, SecretMask mask) => ReferenceEquals(mask.Mask(text), text);

    /// <summary>The data of an exception and its causes that their own text does not show.</summary>
    private static IEnumerable<string?> DataOf(Exception exception)
    {
        var causes = exception is AggregateException many ? many.InnerExceptions : exception.InnerException is { } inner ? [inner] : Enumerable.Empty<Exception>();
        return exception.Data.Cast<DictionaryEntry>().SelectMany(entry => new[] { entry.Key.ToString(), entry.Value?.ToString() })
            .Append(exception.HelpLink).Append(exception.Source).Concat(causes.SelectMany(DataOf));
    }

    /// <summary>The text of the exception itself, including its causes and stacks.</summary>
    public override string ToString() => _text;
}
