using System;
using HolySheep.Planning.Splits;

namespace HolySheep.Calls.Splits;

/// <summary>How one side of a split has fared since the split was set.</summary>
public sealed record SplitSide
{
    internal SplitSide(string model, decimal percent, SplitStatistics statistics)
    {
        Model = model;
        Percent = percent;
        Samples = statistics.Samples;
        Errors = statistics.Errors;
        ErrorRate = statistics.ErrorRate;
        P95 = statistics.P95;
        Cost = statistics.Cost;
        ReturnedAt = statistics.ReturnedAt;
        Reason = statistics.Reason;
    }

    /// <summary>The model, or the target as <c>provider/model</c>.</summary>
    public string Model { get; }

    /// <summary>Its share of the calls as configured, 0 to 100.</summary>
    public decimal Percent { get; }

    /// <summary>Calls that it was given.</summary>
    public long Samples { get; }

    /// <summary>Calls of these that it did not answer.</summary>
    public long Errors { get; }

    /// <summary>The share of the latest calls that it did not answer, 0 to 1; null where there were none.</summary>
    public double? ErrorRate { get; }

    /// <summary>The 95th percentile of the latest answers' latencies; null where there was none.</summary>
    public TimeSpan? P95 { get; }

    /// <summary>What its attempts cost in USD; null where a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>When its calls went back to the old side; null where they have not.</summary>
    public DateTimeOffset? ReturnedAt { get; }

    /// <summary>Why they went back.</summary>
    public string? Reason { get; }
}
