using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Options;

/// <summary>How the calls for one model are split; the model itself takes the rest.</summary>
public sealed record SplitOptions
{
    /// <summary>The model whose calls are split: the old side.</summary>
    public required string Model { get; init; }

    /// <summary>The members with their shares.</summary>
    public IReadOnlyList<SplitMember> To { get; init; } = [];

    /// <summary>The minimum number of a member's calls before its limits apply, 1 to 1000.</summary>
    /// <value>Default: 50.</value>
    public int MinSamples { get; init; } = 50;

    /// <summary>The share of failed calls, 0 to 1, above which a member's calls return to the old side; null means no limit.</summary>
    public double? MaxErrorRate { get; init; }

    /// <summary>The 95th percentile of a member's latency above which its calls return to the old side; null means no limit.</summary>
    public TimeSpan? MaxP95 { get; init; }

    /// <summary>The member that answers a share of the calls a second time in the background; null means none.</summary>
    public SplitMember? Shadow { get; init; }

    /// <summary>When the split was set, from the file; null if it was written by hand.</summary>
    public string? Since { get; init; }

    /// <summary>An identifier that changes whenever the split is changed or set again; statistics of another identifier no longer count.</summary>
    internal string Revision => FormattableString.Invariant($"{Since}|{string.Join(",", To.Select(member => member.ToString()))}|{MinSamples}|{MaxErrorRate}|{MaxP95?.TotalSeconds}|{Shadow}");
}
