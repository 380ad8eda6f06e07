using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Options;

/// <summary>How the calls for one model are shared out; what no member takes stays with the model.</summary>
public sealed record SplitOptions
{
    /// <summary>The model whose calls are shared out: the old side.</summary>
    public required string Model { get; init; }

    /// <summary>Who takes which share.</summary>
    public IReadOnlyList<SplitMember> To { get; init; } = [];

    /// <summary>So many calls a member has had before its limits are looked at, 1 to 1000.</summary>
    /// <value>Default: 50.</value>
    public int MinSamples { get; init; } = 50;

    /// <summary>The share of a member's calls, 0 to 1, above which its calls go back to the old side; null means no limit.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The 95th percentile of a member's latency above which its calls go back to the old side; null means no limit.</summary>
    public TimeSpan? MaxP95 { get; init; }

    /// <summary>Who answers a share of the calls once more, unseen; null means nobody.</summary>
    public SplitMember? Shadow { get; init; }

    /// <summary>When it was set, as the file says; null where it was written by hand.</summary>
    public string? Since { get; init; }

    /// <summary>Another text whenever the split is another, or was set again: what was counted before does not hold then.</summary>
    internal string Revision => FormattableString.Invariant($"{Since}|{string.Join(",", To.Select(member => member.ToString()))}|{MinSamples}|{MaxErrorRate}|{MaxP95?.TotalSeconds}|{Shadow}");
}
