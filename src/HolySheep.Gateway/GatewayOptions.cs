using System;
using System.Security.Cryptography.X509Certificates;
using HolySheep.Chat;
using HolySheep.Gateway.Access;

namespace HolySheep.Gateway;

/// <summary>The options of a gateway.</summary>
public sealed record GatewayOptions
{
    /// <summary>Where it listens.</summary>
    public required ListenAddress Listen { get; init; }

    /// <summary>The token of callers that are no client of the configuration; null takes calls without one, on loopback only, if there are no clients.</summary>
    public Secret? Token { get; init; }

    /// <summary>The certificate with its key; null speaks HTTP without TLS.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The time without an event after which a stream sends a sign of life.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time within which the headers, and then the body of a request arrive.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan ReadLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The time for which a reader may take nothing before its connection is closed.</summary>
    /// <value>Default: 120 s.</value>
    public TimeSpan WriteLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The time within which the gateway stops; calls under way have 5 s less to finish.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The caller that the ledger keeps with each call.</summary>
    public string Caller { get; init; } = "holysheep serve";

    /// <summary>Receives a line of the access log for each request, as JSON without texts and keys, from any thread; null keeps no log.</summary>
    public Action<string>? AccessLog { get; init; }

    /// <summary>Receives faults of the gateway itself, in one line each, from any thread; null drops them.</summary>
    public Action<string>? Report { get; init; }
}
