using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;

namespace HolySheep.PowerShell.Results;

/// <summary>A day or an hour that cost far more than usual.</summary>
public sealed class HolySheepUsageAnomaly
{
    private readonly TimeSpan _length;
    private readonly IReadOnlyList<string> _growth;

    internal HolySheepUsageAnomaly(UsageAnomaly anomaly)
    {
        Start = anomaly.Start;
        _length = NestedMember.Show(this, nameof(Length), anomaly.Length);
        Cost = anomaly.Cost;
        Usual = anomaly.Usual;
        Score = anomaly.Score;
        CallsFactor = anomaly.CallsFactor;
        TokensPerCallFactor = anomaly.TokensPerCallFactor;
        _growth = NestedMember.Show(this, nameof(Growth), new ResultList<string>(anomaly.Growth.Select(part => $"{part.Group} {part.Name}: {UsdText.Of(part.Cost)} USD, usually {UsdText.Of(part.Usual)}")));
    }

    /// <summary>Its start.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>Its length: a day or an hour.</summary>
    public string Length => NestedMember.Text(_length)!;

    /// <summary>Its cost in USD.</summary>
    public decimal Cost { get; }

    /// <summary>The usual cost in USD.</summary>
    public decimal Usual { get; }

    /// <summary>The distance from the usual cost in robust standard deviations.</summary>
    public double Score { get; }

    /// <summary>Its calls, as a multiple of the usual; null if there were none before.</summary>
    public double? CallsFactor { get; }

    /// <summary>Its tokens per call, as a multiple of the usual; null if there were none before.</summary>
    public double? TokensPerCallFactor { get; }

    /// <summary>What grew most: models, tags and jobs, each with its cost and its usual cost.</summary>
    public string Growth => NestedMember.Text(_growth)!;
}
