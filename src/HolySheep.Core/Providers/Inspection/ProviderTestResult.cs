using System;

namespace HolySheep.Providers.Inspection;

/// <summary>What a test of one provider found.</summary>
public sealed record ProviderTestResult
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The verdict.</summary>
    public required ProviderVerdict Verdict { get; init; }

    /// <summary>What was found, in one line; holds no secret.</summary>
    public required string Message { get; init; }

    /// <summary>What to do, null where nothing is to be done.</summary>
    public string? Hint { get; init; }

    /// <summary>From sending to the whole reply; null where none came.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The HTTP status; null where no response came.</summary>
    public int? Status { get; init; }

    /// <summary>How many models the provider lists; null where it listed none.</summary>
    public int? ModelCount { get; init; }

    /// <summary>True where the provider can be used.</summary>
    public bool Succeeded => Verdict == ProviderVerdict.Fine;
}
