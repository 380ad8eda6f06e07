using HolySheep.Csv;
using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Results;

/// <summary>What a CSV job may cost where one target answers all of it.</summary>
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

    /// <summary>Prompts that are too long for it; null where its window is not known.</summary>
    public int? TooLong { get; }

    /// <summary>USD where every answer is one token; null where the price is not known.</summary>
    public decimal? CostLow { get; }

    /// <summary>USD where every answer is as long as it may be, or 1,000 tokens where nothing limits it; null where the price is not known.</summary>
    public decimal? CostHigh { get; }

    /// <summary>The target and its range of cost.</summary>
    public override string ToString() => CostLow is { } low && CostHigh is { } high ? $"{Target}: ${UsdText.Of(low)} to ${UsdText.Of(high)}" : $"{Target}: no price is known";
}
