using HolySheep.Csv;
using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Results;

/// <summary>The cost range of a CSV job if one target answers all of it.</summary>
public sealed class HolySheepCsvTarget
{
    internal HolySheepCsvTarget(CsvTargetCost cost)
    {
        Target = cost.Target;
        TooLong = cost.TooLong;
        CostLow = cost.CostLow;
        CostHigh = cost.CostHigh;
    }

    /// <summary>The target, as provider/model.</summary>
    public string Target { get; }

    /// <summary>The prompts that are too long for the target; null if its window is unknown.</summary>
    public int? TooLong { get; }

    /// <summary>The lower end of the cost in USD, from past answers of the model if the ledger has 100 to prompts of the same kind, otherwise with one token an answer; null if the price is unknown.</summary>
    public decimal? CostLow { get; }

    /// <summary>The upper end of the cost in USD, from the same past answers, otherwise with the maximum length of an answer, or 1,000 tokens if there is no limit; null if the price is unknown.</summary>
    public decimal? CostHigh { get; }

    /// <summary>The target and its cost range.</summary>
    public override string ToString() => CostLow is { } low && CostHigh is { } high ? $"{Target}: ${UsdText.Of(low)} to ${UsdText.Of(high)}" : $"{Target}: no price is known";
}
