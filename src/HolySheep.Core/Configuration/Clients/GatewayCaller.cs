using HolySheep.Chat;

namespace HolySheep.Configuration.Clients;

/// <summary>A client of a gateway, with its token.</summary>
/// <param name="Client">The client.</param>
/// <param name="Token">The token.</param>
public sealed record GatewayCaller(GatewayClientOptions Client, Secret Token);
