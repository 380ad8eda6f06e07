using System;
using HolySheep.Spend.Usage;

namespace HolySheep.PowerShell.Results;

/// <summary>What calls used and cost, added up.</summary>
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
        Calls = row.Calls;
        Attempts = row.Attempts;
        Answered = row.Answered;
        Failed = row.Failed;
        Fallbacks = row.Fallbacks;
        PromptTokens = row.PromptTokens;
        CachedTokens = row.CachedTokens;
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

    /// <summary>The beginning of the time asked for.</summary>
    public DateTimeOffset From { get; }

    /// <summary>The end of the time asked for.</summary>
    public DateTimeOffset To { get; }

    /// <summary>The day, null where days are not told apart.</summary>
    public DateTime? Day { get; }

    /// <summary>The model that was called, null where models are not told apart.</summary>
    public string? Model { get; }

    /// <summary>The provider, null where providers are not told apart.</summary>
    public string? Provider { get; }

    /// <summary>The tag as <c>name=value</c>, empty for calls without one, null where tags are not told apart.</summary>
    public string? Tag { get; }

    /// <summary>The job, empty for calls without one, null where jobs are not told apart.</summary>
    public string? Job { get; }

    /// <summary>Calls that began here.</summary>
    public long Calls { get; }

    /// <summary>Attempts, all of them.</summary>
    public long Attempts { get; }

    /// <summary>Attempts that gave an answer.</summary>
    public long Answered { get; }

    /// <summary>Attempts that failed.</summary>
    public long Failed { get; }

    /// <summary>First attempts at a further target of a call.</summary>
    public long Fallbacks { get; }

    /// <summary>Tokens of prompts, the cached ones included.</summary>
    public long PromptTokens { get; }

    /// <summary>Prompt tokens that came from a cache.</summary>
    public long CachedTokens { get; }

    /// <summary>Tokens of answers, the reasoning ones included.</summary>
    public long CompletionTokens { get; }

    /// <summary>Answer tokens that were spent on reasoning.</summary>
    public long ReasoningTokens { get; }

    /// <summary>What it cost in USD, as far as prices are known.</summary>
    public decimal Cost { get; }

    /// <summary>The part of the cost that is an estimate.</summary>
    public decimal EstimatedCost { get; }

    /// <summary>Attempts whose price is unknown; they are not in the cost.</summary>
    public long Unpriced { get; }

    /// <summary>Answers that CSV jobs had already and used again: neither calls nor attempts.</summary>
    public long Reused { get; }

    /// <summary>What the reused answers had cost in USD when they were asked for, as far as that is known; not in the cost.</summary>
    public decimal SavedByReuse { get; }

    /// <summary>What the same tokens would have cost at the model of <c>-CompareTo</c>; null without one.</summary>
    public decimal? ComparedCost { get; }

    /// <summary>The compared cost less the cost: above 0 is what was saved; null without a comparison.</summary>
    public decimal? Savings { get; }
}
