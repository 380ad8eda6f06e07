using System;
using System.Collections.Generic;

namespace HolySheep.Spend.Usage;

/// <summary>A day or an hour that cost far more than usual.</summary>
public sealed record UsageAnomaly
{
    /// <summary>Its start, in the query's time zone.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>Its length: a day or an hour.</summary>
    public required TimeSpan Length { get; init; }

    /// <summary>Its cost in USD.</summary>
    public required decimal Cost { get; init; }

    /// <summary>The usual cost in USD: the median of the same weekday, or of the same hour of it, in the weeks before; if there are too few, of the days before.</summary>
    public required decimal Usual { get; init; }

    /// <summary>The distance from the usual cost in robust standard deviations (1.4826 times the median absolute deviation).</summary>
    public required double Score { get; init; }

    /// <summary>Its calls, as a multiple of the usual; null if there were none.</summary>
    public double? CallsFactor { get; init; }

    /// <summary>Its tokens per call, as a multiple of the usual; null if there were none.</summary>
    public double? TokensPerCallFactor { get; init; }

    /// <summary>What grew most: models, tags or jobs, each with its growth.</summary>
    public IReadOnlyList<UsageGrowth> Growth { get; init; } = [];
}
