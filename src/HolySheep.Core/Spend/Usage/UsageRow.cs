using System;

namespace HolySheep.Spend.Usage;

/// <summary>The sum of what calls used and cost.</summary>
public sealed record UsageRow
{
    /// <summary>The day at midnight; null if the rows are not grouped by day.</summary>
    public DateTime? Day { get; init; }

    /// <summary>The model id that was called; null if the rows are not grouped by model.</summary>
    public string? Model { get; init; }

    /// <summary>The provider; null if the rows are not grouped by provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The tag as <c>name=value</c>; empty for calls without a tag, null if the rows are not grouped by tag.</summary>
    public string? Tag { get; init; }

    /// <summary>The job; empty for calls without a job, null if the rows are not grouped by job.</summary>
    public string? Job { get; init; }

    /// <summary>The machine that made the attempts; empty for those of versions that did not record it, null if the rows are not grouped by machine.</summary>
    public string? Machine { get; init; }

    /// <summary>The calls that began in the group.</summary>
    public long Calls { get; init; }

    /// <summary>All attempts.</summary>
    public long Attempts { get; init; }

    /// <summary>Attempts with an answer.</summary>
    public long Answered { get; init; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Fallbacks: a call's first attempts at further targets.</summary>
    public long Fallbacks { get; init; }

    /// <summary>Prompt tokens, including cached tokens.</summary>
    public long PromptTokens { get; init; }

    /// <summary>Prompt tokens that came from a cache.</summary>
    public long CachedTokens { get; init; }

    /// <summary>Prompt tokens that were written to a cache.</summary>
    public long CacheWriteTokens { get; init; }

    /// <summary>Those of <see cref="CacheWriteTokens"/> that stay in the cache for an hour, which costs more.</summary>
    public long HourCacheWriteTokens { get; init; }

    /// <summary>Answer tokens, including reasoning tokens.</summary>
    public long CompletionTokens { get; init; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; init; }

    /// <summary>The cost in USD, as far as prices are known.</summary>
    public decimal Cost { get; init; }

    /// <summary>The part of <see cref="Cost"/> that is an estimate, because no provider counted it.</summary>
    public decimal EstimatedCost { get; init; }

    /// <summary>Attempts whose price is unknown; they are not in <see cref="Cost"/>.</summary>
    public long Unpriced { get; init; }

    /// <summary>Answers that CSV jobs reused: neither calls nor attempts.</summary>
    public long Reused { get; init; }

    /// <summary>The original cost in USD of the reused answers, as far as it is known; not part of <see cref="Cost"/>.</summary>
    public decimal SavedByReuse { get; init; }

    /// <summary>The cost of the attempts of known cost at the compared model; null if there is no comparison, or no known cost.</summary>
    public decimal? ComparedCost { get; init; }

    /// <summary><see cref="ComparedCost"/> minus <see cref="Cost"/>: above 0 is what was saved.</summary>
    public decimal? Savings => ComparedCost - Cost;
}
