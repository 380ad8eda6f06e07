using System;
using HolySheep.Chat;

namespace HolySheep.Configuration;

/// <summary>How the network is reached.</summary>
public sealed record NetworkOptions
{
    /// <summary>The proxy for every call, without user name and password; null means the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name for the proxy; null where none is given.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>The password for the proxy; null where none is given.</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>A PEM file of further certificate authorities, as a full path.</summary>
    public string? CaFile { get; init; }
}
