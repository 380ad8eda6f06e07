using System;
using HolySheep.Configuration.Clients;
using HolySheep.Gateway.Http;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Access;

/// <summary>Decides whether a request may come in, and whose it is.</summary>
/// <param name="isOpen">Whether requests without a token are taken.</param>
internal sealed class AccessRules(bool isOpen)
{
    private static readonly string[] OwnHosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Why a request may not come in; null if it may.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokens">The tokens in force.</param>
    /// <param name="needsToken">Whether its path is for callers with a token only.</param>
    /// <param name="client">The client of the configuration that calls; null if it is none.</param>
    public RequestFault? FindFault(HttpRequest request, CallerTokens tokens, bool needsToken, out GatewayClientOptions? client)
    {
        client = null;

        // Without a token a web page could send requests: its browser says from where it comes, or names a host that leads here.
        if (isOpen)
        {
            return request.Headers.ContainsKey("Origin") ? new RequestFault(FaultKind.Forbidden, "origin_refused", "A gateway without a token takes no requests of web pages (they have an Origin header).")
                : Array.Exists(OwnHosts, host => host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)) ? null
                : new RequestFault(FaultKind.Forbidden, "host_refused", "A gateway without a token takes only requests whose Host is 127.0.0.1, localhost or [::1].");
        }

        return !needsToken || tokens.IsIn(request.Headers, out client) ? null
            : new RequestFault(FaultKind.Unauthorized, "invalid_api_key", "The request has no valid token of this gateway. Send it as 'Authorization: Bearer TOKEN' or 'x-api-key: TOKEN'.");
    }
}
