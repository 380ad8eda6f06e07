using System;
using HolySheep.Failures;

namespace HolySheep.Providers.Batches;

/// <summary>Recognizes the limit of tokens that may wait in a provider's batches: it speaks of tokens, and is not about the length of a prompt.</summary>
internal static class EnqueuedLimit
{
    private const string Code = "token_limit_exceeded";

    /// <summary>The failure as a rate limit if that limit is reached; otherwise the failure itself.</summary>
    public static Failure Recognize(Failure failure) =>
        Has(failure.Message, Code) || (Has(failure.Message, "enqueued") && Has(failure.Message, "token")) ? failure with { Signal = FailureSignal.RateLimited } : failure;

    /// <summary>Whether a code names it.</summary>
    public static bool Is(string? code) => code is not null && Has(code, Code);

    private static bool Has(string text, string word) => text.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0;
}
