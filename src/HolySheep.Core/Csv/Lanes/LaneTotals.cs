using System.Collections.Generic;

namespace HolySheep.Csv.Lanes;

/// <summary>What a run settled by batches, and what these left to live calls. Not thread-safe.</summary>
internal sealed class LaneTotals
{
    /// <summary>The prompts that were settled.</summary>
    public int Prompts { get; private set; }

    /// <summary>What they cost in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; private set; } = 0m;

    /// <summary>The prompts that failed in a batch and are left to live calls.</summary>
    public List<int> Failed { get; } = [];

    /// <summary>The prompts that a batch did not answer in time and that are left to live calls.</summary>
    public List<int> Late { get; } = [];

    /// <summary>The prompts of batches that were cancelled because of the deadline, and that are left to live calls.</summary>
    public List<int> Cancelled { get; } = [];

    /// <summary>The prompts that were to go live because of the deadline, and whose batch answered them before.</summary>
    public int Caught { get; private set; }

    /// <summary>Counts a result of a batch.</summary>
    /// <param name="isFirst">Whether no live call had answered the prompt.</param>
    /// <param name="isCaught">Whether it was to go live, and did not.</param>
    public void CountPrompt(bool isFirst, bool isCaught)
    {
        Prompts += isFirst ? 1 : 0;
        Caught += isCaught ? 1 : 0;
    }

    public void CountCost(decimal? cost) => Cost += cost;
}
