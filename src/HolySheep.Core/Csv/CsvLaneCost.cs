using System;

namespace HolySheep.Csv;

/// <summary>What a job would cost in one lane, and how long it would take.</summary>
public sealed record CsvLaneCost
{
    /// <summary>The lane.</summary>
    public required CsvLane Lane { get; init; }

    /// <summary>The target that would answer, as <c>provider/model</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The lower end of the cost in USD, from past answers of the model if the ledger has 100 to prompts of the same kind, otherwise with one token an answer; null if the price is unknown.</summary>
    public decimal? CostLow { get; init; }

    /// <summary>The upper end of the cost in USD, from the same past answers, otherwise with the maximum length of an answer, or 1,000 tokens if there is no limit; null if the price is unknown.</summary>
    public decimal? CostHigh { get; init; }

    /// <summary>The minimum time of live calls under the provider's limits, or the time within which a batch ends; null if it is unknown.</summary>
    public TimeSpan? Time { get; init; }
}
