using System;

namespace HolySheep.Spend.Usage;

/// <summary>What calls used and cost, added up.</summary>
public sealed record UsageRow
{
    /// <summary>The day at midnight, null where days are not told apart.</summary>
    public DateTime? Day { get; init; }

    /// <summary>The model id that was called, null where models are not told apart.</summary>
    public string? Model { get; init; }

    /// <summary>The provider, null where providers are not told apart.</summary>
    public string? Provider { get; init; }

    /// <summary>The tag as <c>name=value</c>, empty for calls without one, null where tags are not told apart.</summary>
    public string? Tag { get; init; }

    /// <summary>The job, empty for calls without one, null where jobs are not told apart.</summary>
    public string? Job { get; init; }

    /// <summary>Calls that began here.</summary>
    public long Calls { get; init; }

    /// <summary>Attempts, all of them.</summary>
    public long Attempts { get; init; }

    /// <summary>Attempts that gave an answer.</summary>
    public long Answered { get; init; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; init; }

    /// <summary>First attempts at a further target of a call.</summary>
    public long Fallbacks { get; init; }

    /// <summary>Tokens of prompts, the cached ones included.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Prompt tokens that came from a cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Tokens of answers, the reasoning ones included.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>What it cost in USD, as far as prices are known.</summary>
    public decimal Cost { get; init; }

    /// <summary>The part of <see cref="Cost"/> that is an estimate: no provider counted it.</summary>
    public decimal EstimatedCost { get; init; }

    /// <summary>Attempts whose price is unknown; they are not in <see cref="Cost"/>.</summary>
    public long Unpriced { get; init; }

    /// <summary>Answers that CSV jobs had already and used again: neither calls nor attempts.</summary>
    public long Reused { get; init; }

    /// <summary>What the reused answers had cost in USD when they were asked for, as far as that is known; not in <see cref="Cost"/>.</summary>
    public decimal SavedByReuse { get; init; }

    /// <summary>What the attempts of known cost would have cost at the model that is compared with; null if none is compared with, or if no cost is known.</summary>
    public decimal? ComparedCost { get; init; }

    /// <summary><see cref="ComparedCost"/> less <see cref="Cost"/>: above 0 is what was saved.</summary>
    public decimal? Savings => ComparedCost - Cost;
}
