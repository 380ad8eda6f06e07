using System;
using HolySheep.Planning.Splits;

namespace HolySheep.Calls.Splits;

/// <summary>The statistics of one side of a split since the split was set.</summary>
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

    /// <summary>The calls of the side.</summary>
    public long Samples { get; }

    /// <summary>The calls that it did not answer.</summary>
    public long Errors { get; }

    /// <summary>The share of the latest calls that it did not answer, 0 to 1; null if there were none.</summary>
    public double? ErrorRate { get; }

    /// <summary>The 95th percentile of the latest answers' latencies; null if there were none.</summary>
    public TimeSpan? P95 { get; }

    /// <summary>The cost of its attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>When its calls were returned to the old side; null if they were not.</summary>
    public DateTimeOffset? ReturnedAt { get; }

    /// <summary>Why they were returned.</summary>
    public string? Reason { get; }
}
