using System;
using HolySheep.Csv;
using HolySheep.Spend.Pricing;

namespace HolySheep.PowerShell.Results;

/// <summary>What a CSV job would cost in one lane, and how long it would take.</summary>
public sealed class HolySheepCsvLaneCost
{
    private readonly TimeSpan? _time;

    internal HolySheepCsvLaneCost(CsvLaneCost cost)
    {
        Lane = cost.Lane.ToString();
        Target = cost.Target;
        CostLow = cost.CostLow;
        CostHigh = cost.CostHigh;
        _time = NestedMember.Show(this, nameof(Time), cost.Time);
    }

    /// <summary>The lane: Live, Flex or Batch.</summary>
    public string Lane { get; }

    /// <summary>The target that would answer, as provider/model.</summary>
    public string Target { get; }

    /// <summary>The lower end of the cost in USD, from past answers of the model if the ledger has 100 to prompts of the same kind, otherwise with one token an answer; null if the price is unknown.</summary>
    public decimal? CostLow { get; }

    /// <summary>The upper end of the cost in USD, from the same past answers, otherwise with the maximum length of an answer, or 1,000 tokens if there is no limit; null if the price is unknown.</summary>
    public decimal? CostHigh { get; }

    /// <summary>The minimum time of live calls under the provider's limits, or the time within which a batch ends; null if it is unknown.</summary>
    public string? Time => NestedMember.Text(_time);

    /// <summary>The lane and its cost range.</summary>
    public override string ToString() => CostLow is { } low && CostHigh is { } high ? $"{Lane}: ${UsdText.Of(low)} to ${UsdText.Of(high)}" : $"{Lane}: no price is known";
}
