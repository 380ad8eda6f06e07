using System.Collections.Generic;

namespace HolySheep.Configuration.Edits;

/// <summary>What is to change about a split in the file: null leaves a member as it is. Every edit starts the counting anew, and undoes a return to the old side.</summary>
public sealed record SplitEdit
{
    /// <summary>Who takes which share, in place of all that were there.</summary>
    public IReadOnlyList<SplitMemberEdit>? To { get; init; }

    /// <summary>The share of the only member, 0 to 100.</summary>
    public decimal? Percent { get; init; }

    /// <summary>So many calls a member has had before its limits are looked at; 0 takes it out.</summary>
    public int? MinSamples { get; init; }

    /// <summary>The most failures, 0 to 1.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The highest 95th percentile of the latency in seconds; 0 takes it out.</summary>
    public double? MaxP95Sec { get; init; }

    /// <summary>Who answers once more, unseen; an empty text takes it out.</summary>
    public string? Shadow { get; init; }

    /// <summary>The share of calls that are answered once more, 0 to 100.</summary>
    public decimal? ShadowPercent { get; init; }
}
