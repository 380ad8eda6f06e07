using System;
using HolySheep.Spend.Usage;

namespace HolySheep.PowerShell.Results;

/// <summary>The sum of what calls used and cost.</summary>
public sealed class HolySheepUsage
{
    internal HolySheepUsage(UsageRow row, UsageReport report)
    {
        From = report.From;
        To = report.To;
        Day = row.Day;
        Model = row.Model;
        Provider = row.Provider;
        Tag = row.Tag;
        Job = row.Job;
        Machine = row.Machine;
        Calls = row.Calls;
        Attempts = row.Attempts;
        Answered = row.Answered;
        Failed = row.Failed;
        Fallbacks = row.Fallbacks;
        PromptTokens = row.PromptTokens;
        CachedTokens = row.CachedTokens;
        CacheWriteTokens = row.CacheWriteTokens;
        HourCacheWriteTokens = row.HourCacheWriteTokens;
        CompletionTokens = row.CompletionTokens;
        ReasoningTokens = row.ReasoningTokens;
        Cost = row.Cost;
        EstimatedCost = row.EstimatedCost;
        Unpriced = row.Unpriced;
        Reused = row.Reused;
        SavedByReuse = row.SavedByReuse;
        ComparedCost = row.ComparedCost;
        Savings = row.Savings;
    }

    /// <summary>The start of the range.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end of the range.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The day; null if the rows are not grouped by day.</summary>
    public DateTime? Day { get; }

    /// <summary>The model that was called; null if the rows are not grouped by model.</summary>
    public string? Model { get; }

    /// <summary>The provider; null if the rows are not grouped by provider.</summary>
    public string? Provider { get; }

    /// <summary>The tag as <c>name=value</c>; empty for calls without a tag, null if the rows are not grouped by tag.</summary>
    public string? Tag { get; }

    /// <summary>The job; empty for calls without a job, null if the rows are not grouped by job.</summary>
    public string? Job { get; }

    /// <summary>The machine that made the attempts; empty for those of versions that did not record it, null if the rows are not grouped by machine.</summary>
    public string? Machine { get; }

    /// <summary>The calls that began in the group.</summary>
    public long Calls { get; }

    /// <summary>All attempts.</summary>
    public long Attempts { get; }

    /// <summary>Attempts with an answer.</summary>
    public long Answered { get; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; }

    /// <summary>Fallbacks: a call's first attempts at further targets.</summary>
    public long Fallbacks { get; }

    /// <summary>Prompt tokens, including cached tokens.</summary>
    public long PromptTokens { get; }

    /// <summary>Prompt tokens that came from a cache.</summary>
    public long CachedTokens { get; }

    /// <summary>Prompt tokens that were written to a cache.</summary>
    public long CacheWriteTokens { get; }

    /// <summary>Those of the written tokens that stay in the cache for an hour, which costs more.</summary>
    public long HourCacheWriteTokens { get; }

    /// <summary>Answer tokens, including reasoning tokens.</summary>
    public long CompletionTokens { get; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; }

    /// <summary>The cost in USD, as far as prices are known.</summary>
    public decimal Cost { get; }

    /// <summary>The part of the cost that is an estimate.</summary>
    public decimal EstimatedCost { get; }

    /// <summary>Attempts whose price is unknown; they are not in the cost.</summary>
    public long Unpriced { get; }

    /// <summary>Answers that CSV jobs reused: neither calls nor attempts.</summary>
    public long Reused { get; }

    /// <summary>The original cost in USD of the reused answers, as far as it is known; not part of the cost.</summary>
    public decimal SavedByReuse { get; }

    /// <summary>What the same tokens would have cost at the model of <c>-CompareTo</c>; null without one.</summary>
    public decimal? ComparedCost { get; }

    /// <summary>The compared cost minus the cost: above 0 is what was saved; null without a comparison.</summary>
    public decimal? Savings { get; }
}
