using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Calls.Splits;

namespace HolySheep.PowerShell.Results;

/// <summary>How the calls for one model are split, with statistics of the sides since it was set. The top-level figures are the sum of the new sides.</summary>
public sealed class HolySheepSplit
{
    private readonly IReadOnlyList<HolySheepSplitSide> _to;
    private readonly HolySheepSplitSide _old;
    private readonly HolySheepSplitSide? _shadow;
    private readonly TimeSpan? _p95;

    internal HolySheepSplit(SplitStatus status)
    {
        Model = status.Options.Model;
        _to = NestedMember.Show(this, nameof(To), new ResultList<HolySheepSplitSide>(status.Members.Select(side => new HolySheepSplitSide(side))));
        _old = NestedMember.Show(this, nameof(Old), new HolySheepSplitSide(status.Old));
        _shadow = NestedMember.Show(this, nameof(Shadow), status.Shadow is null ? null : new HolySheepSplitSide(status.Shadow));
        MinSamples = status.Options.MinSamples;
        MaxErrorRate = status.Options.MaxErrorRate;
        MaxP95Sec = status.Options.MaxP95?.TotalSeconds;
        Since = status.Options.Since;
        Samples = _to.Sum(side => side.Samples);
        ErrorRate = _to.Max(side => side.ErrorRate);
        _p95 = NestedMember.Show(this, nameof(P95), status.Members.Max(side => side.P95));
        Returned = _to.Any(side => side.Returned);
        ReturnedAt = _to.Min(side => side.ReturnedAt);
        Reason = Returned ? string.Join("; ", _to.Where(side => side.Returned).Select(side => _to.Count == 1 ? side.Reason : $"{side.Model}: {side.Reason}")) : null;
    }

    /// <summary>The model whose calls are split.</summary>
    public string Model { get; }

    /// <summary>The new sides, each with its share and its statistics.</summary>
    public string To => NestedMember.Text(_to)!;

    /// <summary>The old side: the model itself, with the remaining share.</summary>
    public string Old => NestedMember.Text(_old)!;

    /// <summary>The shadow, which answers a share of the calls a second time in the background; null if there is none.</summary>
    public string? Shadow => NestedMember.Text(_shadow);

    /// <summary>The minimum number of a new side's calls before its limits apply.</summary>
    public int MinSamples { get; }

    /// <summary>The share of failed calls, 0 to 1, above which a new side's calls return to the old side; null means no limit.</summary>
    public double? MaxErrorRate { get; }

    /// <summary>The 95th percentile of the latency in seconds above which a new side's calls return to the old side; null means no limit.</summary>
    public double? MaxP95Sec { get; }

    /// <summary>When it was set; null if it was written by hand.</summary>
    public string? Since { get; }

    /// <summary>The calls of the new sides.</summary>
    public long Samples { get; }

    /// <summary>The highest share of the latest calls that a new side did not answer, 0 to 1; null if there were none.</summary>
    public double? ErrorRate { get; }

    /// <summary>The highest 95th percentile of a new side's latency; null if there was no answer.</summary>
    public string? P95 => NestedMember.Text(_p95);

    /// <summary>Whether a new side's calls were returned to the old side.</summary>
    public bool Returned { get; }

    /// <summary>When the first of them were returned; null if none were.</summary>
    public DateTimeOffset? ReturnedAt { get; }

    /// <summary>Why they were returned; null if none were.</summary>
    public string? Reason { get; }

    /// <summary>The split on one line.</summary>
    public override string ToString() => $"{_old} > {string.Join(", ", _to)}";
}
