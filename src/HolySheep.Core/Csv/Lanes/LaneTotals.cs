namespace HolySheep.Csv.Lanes;

/// <summary>What a run settled by batches. Not thread-safe.</summary>
internal sealed class LaneTotals
{
    /// <summary>The prompts that were settled.</summary>
    public int Prompts { get; private set; }

    /// <summary>What they cost in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; private set; } = 0m;

    /// <summary>What was paid to batches for rows that live calls answered in USD; null if a price is unknown.</summary>
    public decimal? Twice { get; private set; } = 0m;

    public void CountPrompt() => Prompts++;

    public void CountTwice(decimal? cost) => Twice += cost;

    public void CountCost(decimal? cost) => Cost += cost;
}
