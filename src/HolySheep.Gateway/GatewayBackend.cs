using System.Collections.Generic;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Names;

namespace HolySheep.Gateway;

/// <summary>What a gateway serves, and to whom.</summary>
/// <param name="Client">The client that answers; the gateway disposes it.</param>
/// <param name="Models">The models that callers can ask for.</param>
public sealed record GatewayBackend(HolySheepClient Client, ServedModels Models)
{
    /// <summary>The callers that have a token of their own.</summary>
    public IReadOnlyList<GatewayCaller> Callers { get; init; } = [];
}
