namespace HolySheep.Csv;

/// <summary>What a job may cost where one target answers all of it.</summary>
public sealed record CsvTargetCost
{
    /// <summary>The target, as <c>provider/model</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The model's place in the chain: 0 is the model asked for.</summary>
    public required int ChainIndex { get; init; }

    /// <summary>Prompts that are too long for it; null where its window is not known.</summary>
    public int? TooLong { get; init; }

    /// <summary>USD where every answer is one token; null where the price is not known.</summary>
    public decimal? CostLow { get; init; }

    /// <summary>USD where every answer is as long as it may be, or 1,000 tokens where nothing limits it; null where the price is not known.</summary>
    public decimal? CostHigh { get; init; }
}
