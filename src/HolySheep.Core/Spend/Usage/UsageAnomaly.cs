using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Usage;

/// <summary>A day or an hour that cost far more than its own past.</summary>
public sealed record UsageAnomaly
{
    /// <summary>Its beginning, in the query's zone.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>A day or an hour.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>What it cost in USD.</summary>
    public required decimal Cost { get; init; }

    /// <summary>What it usually costs: the median of the same weekday, or the same hour of it, in the weeks before; where there are too few, of the days before.</summary>
    public required decimal Usual { get; init; }

    /// <summary>How far it lies from there, in robust standard deviations (1.4826 times the median of the distances from the median).</summary>
    public required double Score { get; init; }

    /// <summary>Its calls, as a multiple of the usual; null where there were none.</summary>
    public double? CallsFactor { get; init; }

    /// <summary>Its tokens a call, as a multiple of the usual; null where there were none.</summary>
    public double? TokensPerCallFactor { get; init; }

    /// <summary>What grew most, each as a model, a tag or a job with its growth.</summary>
    public IReadOnlyList<UsageGrowth> Growth { get; init; } = [];
}
