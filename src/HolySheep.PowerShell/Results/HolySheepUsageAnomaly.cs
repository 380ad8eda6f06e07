using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;

namespace HolySheep.PowerShell.Results;

/// <summary>A day or an hour that cost far more than its own past.</summary>
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

    /// <summary>Its beginning.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>A day or an hour.</summary>
    public string Length => NestedMember.Text(_length)!;

    /// <summary>What it cost in USD.</summary>
    public decimal Cost { get; }

    /// <summary>What it usually costs in USD.</summary>
    public decimal Usual { get; }

    /// <summary>How far it lies from there, in robust standard deviations.</summary>
    public double Score { get; }

    /// <summary>Its calls, as a multiple of the usual; null where there were none before.</summary>
    public double? CallsFactor { get; }

    /// <summary>Its tokens a call, as a multiple of the usual; null where there were none before.</summary>
    public double? TokensPerCallFactor { get; }

    /// <summary>What grew most: models, tags and jobs, each with its cost and what it usually costs.</summary>
    public string Growth => NestedMember.Text(_growth)!;
}
