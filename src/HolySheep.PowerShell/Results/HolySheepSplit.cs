using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Resilience.Splits;

namespace HolySheep.PowerShell.Results;

/// <summary>How the calls for one model are shared out, and how the sides have fared since it was set. The figures at the top are the new sides' together.</summary>
public sealed class HolySheepSplit
{
    internal HolySheepSplit(SplitStatus status)
    {
        Model = status.Options.Model;
        To = new ResultList<HolySheepSplitSide>(status.Members.Select(side => new HolySheepSplitSide(side)));
        Old = new HolySheepSplitSide(status.Old);
        Shadow = status.Shadow is null ? null : new HolySheepSplitSide(status.Shadow);
        MinSamples = status.Options.MinSamples;
        MaxErrorRate = status.Options.MaxErrorRate;
        MaxP95Sec = status.Options.MaxP95?.TotalSeconds;
        Since = status.Options.Since;
        Samples = To.Sum(side => side.Samples);
        ErrorRate = To.Max(side => side.ErrorRate);
        P95 = status.Members.Max(side => side.P95);
        Returned = To.Any(side => side.Returned);
        ReturnedAt = To.Min(side => side.ReturnedAt);
        Reason = Returned ? string.Join("; ", To.Where(side => side.Returned).Select(side => To.Count == 1 ? side.Reason : $"{side.Model}: {side.Reason}")) : null;
    }

    /// <summary>The model whose calls are shared out.</summary>
    public string Model { get; }

    /// <summary>The new sides, each with its share and its figures.</summary>
    public IReadOnlyList<HolySheepSplitSide> To { get; }

    /// <summary>The old side: the model itself, with the share that nobody else takes.</summary>
    public HolySheepSplitSide Old { get; }

    /// <summary>Who answers a share of the calls once more, unseen; null where nobody does.</summary>
    public HolySheepSplitSide? Shadow { get; }

    /// <summary>So many calls a new side has had before its limits are looked at.</summary>
    public int MinSamples { get; }

    /// <summary>The share of failed calls, 0 to 1, above which a new side's calls go back; null means no limit.</summary>
    public double? MaxErrorRate { get; }

    /// <summary>The 95th percentile of the latency in seconds above which a new side's calls go back; null means no limit.</summary>
    public double? MaxP95Sec { get; }

    /// <summary>When it was set; null where it was written by hand.</summary>
    public string? Since { get; }

    /// <summary>Calls that the new sides were given.</summary>
    public long Samples { get; }

    /// <summary>The highest share of the latest calls that a new side did not answer, 0 to 1; null where there were none.</summary>
    public double? ErrorRate { get; }

    /// <summary>The highest 95th percentile of a new side's latency; null where there was no answer.</summary>
    public TimeSpan? P95 { get; }

    /// <summary>Whether a new side's calls have gone back to the old one.</summary>
    public bool Returned { get; }

    /// <summary>When the first of them went back; null where none has.</summary>
    public DateTimeOffset? ReturnedAt { get; }

    /// <summary>Why they went back; null where none has.</summary>
    public string? Reason { get; }

    /// <summary>The split on one line.</summary>
    public override string ToString() => $"{Old} > {string.Join(", ", To)}";
}
