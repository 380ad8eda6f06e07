using System;

namespace HolySheep.Providers.Inspection;

/// <summary>The result of a provider's test.</summary>
public sealed record ProviderTestResult
{
    /// <summary>The provider's name.</summary>
    public required string Provider { get; init; }

    /// <summary>The verdict.</summary>
    public required ProviderVerdict Verdict { get; init; }

    /// <summary>What was found, in one line; contains no secret.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; null if nothing is needed.</summary>
    public string? Hint { get; init; }

    /// <summary>From sending to the whole reply; null if none came.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; init; }

    /// <summary>The number of models that the provider lists; null if it listed none.</summary>
    public int? ModelCount { get; init; }

    /// <summary>What is left of the account of the last tested key, with the currency if it is known, for example <c>12.50 USD</c>; null if the provider does not tell it.</summary>
    public string? Balance { get; init; }

    /// <summary>True if the provider can be used.</summary>
    public bool Succeeded => Verdict == ProviderVerdict.Fine;
}
