using System.Collections.Generic;

namespace HolySheep.Configuration.Edits;

/// <summary>A change of a split in the file: null leaves a member unchanged. Every edit starts the counting again, and undoes a return to the old side.</summary>
public sealed record SplitEdit
{
    /// <summary>The members with their shares; they replace all existing members.</summary>
    public IReadOnlyList<SplitMemberEdit>? To { get; init; }

    /// <summary>The share of the only member, 0 to 100.</summary>
    public decimal? Percent { get; init; }

    /// <summary>The minimum number of a member's calls before its limits apply; 0 removes it.</summary>
    public int? MinSamples { get; init; }

    /// <summary>The maximum share of failures, 0 to 1.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The maximum 95th percentile of the latency in seconds; 0 removes it.</summary>
    public double? MaxP95Sec { get; init; }

    /// <summary>The model that answers a share of the calls a second time in the background; an empty text removes it.</summary>
    public string? Shadow { get; init; }

    /// <summary>The share of calls that the shadow answers, 0 to 100.</summary>
    public decimal? ShadowPercent { get; init; }
}
