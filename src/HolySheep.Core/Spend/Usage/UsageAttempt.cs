using HolySheep.Chat;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Usage;

/// <summary>What usage counts of one attempt; amounts are in <see cref="UsdAmount"/>'s units.</summary>
internal readonly record struct UsageAttempt
{
    /// <summary>The 1-based number in its call; 0 if it stands for reused answers.</summary>
    public long Number { get; init; }

    public AttemptRole Role { get; init; }

    public AttemptState State { get; init; }

    /// <summary>The outcome; meaningful only if it is settled.</summary>
    public OutcomeKind Outcome { get; init; }

    public bool IsFallback { get; init; }

    public long PromptTokens { get; init; }

    public long CachedTokens { get; init; }

    public long CacheWriteTokens { get; init; }

    public long HourCacheWriteTokens { get; init; }

    public long CompletionTokens { get; init; }

    public long ReasoningTokens { get; init; }

    /// <summary>The cost; null if the price is unknown or the attempt is under way.</summary>
    public long? Cost { get; init; }

    /// <summary>Whether the tokens are estimated.</summary>
    public bool IsEstimated { get; init; }

    /// <summary>The number of reused answers that it stands for.</summary>
    public long Reused { get; init; }

    /// <summary>The original cost of the reused answers.</summary>
    public long SavedByReuse { get; init; }

    /// <summary>Whether it is a row of a batch that no provider took: it was booked, and never asked.</summary>
    public bool IsTakenBack => Role == AttemptRole.Batch && State == AttemptState.Settled && Outcome == OutcomeKind.Cancelled && PromptTokens == 0;
}
