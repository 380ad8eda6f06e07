using System;
using HolySheep.Calls.Splits;

namespace HolySheep.PowerShell.Results;

/// <summary>The statistics of one side of a split since the split was set.</summary>
public sealed class HolySheepSplitSide
{
    internal HolySheepSplitSide(SplitSide side)
    {
        Model = side.Model;
        Percent = side.Percent;
        Samples = side.Samples;
        Errors = side.Errors;
        ErrorRate = side.ErrorRate;
        P95Sec = side.P95 is { } p95 ? Math.Round(p95.TotalSeconds, 3) : null;
        P95 = NestedMember.Text(NestedMember.Show(this, nameof(P95), P95Sec is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null));
        Cost = side.Cost;
        Returned = side.ReturnedAt is not null;
        ReturnedAt = side.ReturnedAt;
        Reason = side.Reason;
    }

    /// <summary>The model, or the target as provider/model.</summary>
    public string Model { get; }

    /// <summary>Its share of the calls as configured, 0 to 100.</summary>
    public decimal Percent { get; }

    /// <summary>The calls of the side.</summary>
    public long Samples { get; }

    /// <summary>The calls that it did not answer.</summary>
    public long Errors { get; }

    /// <summary>The share of the latest calls that it did not answer, 0 to 1; null if there were none.</summary>
    public double? ErrorRate { get; }

    /// <summary>The 95th percentile of the latest answers' latencies in seconds; null if there were none.</summary>
    public double? P95Sec { get; }

    /// <summary>The 95th percentile of the latest answers' latencies; null if there were none.</summary>
    public string? P95 { get; }

    /// <summary>The cost of its attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>Whether its calls were returned to the old side.</summary>
    public bool Returned { get; }

    /// <summary>When they were returned; null if they were not.</summary>
    public DateTimeOffset? ReturnedAt { get; }

    /// <summary>Why they were returned; null if they were not.</summary>
    public string? Reason { get; }

    /// <summary>The model and its share.</summary>
    public override string ToString() => FormattableString.Invariant($"{Model} {Percent:0.##} %");
}
