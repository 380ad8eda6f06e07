using HolySheep.Csv;
using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Results;

/// <summary>What a run of a CSV job did in one lane.</summary>
public sealed class HolySheepCsvShare
{
    internal HolySheepCsvShare(CsvLaneShare share)
    {
        Lane = share.Lane.ToString();
        Prompts = share.Prompts;
        Cost = share.Cost;
    }

    /// <summary>The lane: Live, Flex or Batch.</summary>
    public string Lane { get; }

    /// <summary>The distinct prompts that the run settled in it.</summary>
    public int Prompts { get; }

    /// <summary>What they cost in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; }

    /// <summary>The lane with its prompts and cost.</summary>
    public override string ToString() => $"{Lane}: {Prompts} prompts, {(Cost is { } cost ? "$" + UsdText.Of(cost) : "cost unknown")}";
}
