namespace HolySheep.Csv;

/// <summary>The cost range of a job if one target answers all of it.</summary>
public sealed record CsvTargetCost
{
    /// <summary>The target, as <c>provider/model</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The model's 0-based place in the chain; 0 is the requested model.</summary>
    public required int ChainIndex { get; init; }

    /// <summary>The prompts that are too long for the target; null if its window is unknown.</summary>
    public int? TooLong { get; init; }

    /// <summary>The cost in USD if every answer has one token; null if the price is unknown.</summary>
    public decimal? CostLow { get; init; }

    /// <summary>The cost in USD if every answer has the maximum length, or 1,000 tokens if there is no limit; null if the price is unknown.</summary>
    public decimal? CostHigh { get; init; }
}
