using System;

namespace HolySheep.Configuration;

/// <summary>How the network is reached.</summary>
public sealed record NetworkOptions
{
    /// <summary>The proxy for every call; null means the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>A PEM file of further certificate authorities, as a full path.</summary>
    public string? CaFile { get; init; }
}
