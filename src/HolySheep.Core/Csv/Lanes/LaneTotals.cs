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

    /// <summary>The prompts that failed in a batch and went to live calls.</summary>
    public int RestFailed { get; private set; }

    /// <summary>The prompts that a batch did not answer in time and that went to live calls.</summary>
    public int RestLate { get; private set; }

    /// <param name="isLate">Whether the batch had no time for it.</param>
    public void CountRest(bool isLate)
    {
        RestFailed += isLate ? 0 : 1;
        RestLate += isLate ? 1 : 0;
    }

    public void CountPrompt() => Prompts++;

    public void CountTwice(decimal? cost) => Twice += cost;

    public void CountCost(decimal? cost) => Cost += cost;
}
