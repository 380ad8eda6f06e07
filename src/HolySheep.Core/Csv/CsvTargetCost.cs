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

    /// <summary>The lower end of the cost in USD, from past answers of the model if the ledger has 100 to prompts of the same kind, otherwise with one token an answer; null if the price is unknown.</summary>
    public decimal? CostLow { get; init; }

    /// <summary>The upper end of the cost in USD, from the same past answers, otherwise with the maximum length of an answer, or 1,000 tokens if there is no limit; null if the price is unknown.</summary>
    public decimal? CostHigh { get; init; }
}
