using System;
using HolySheep.Gateway.Http;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Access;

/// <summary>Decides whether a request may come in.</summary>
/// <param name="token">The token; null takes requests without one.</param>
internal sealed class AccessRules(CallerToken? token)
{
    private static readonly string[] OwnHosts = ["127.0.0.1", "localhost", "[::1]"];

    /// <summary>Why a request may not come in; null if it may.</summary>
    /// <param name="request">The request.</param>
    /// <param name="needsToken">Whether its path is for callers with a token only.</param>
    public RequestFault? FindFault(HttpRequest request, bool needsToken)
    {
        // Without a token a web page could send requests: its browser says from where it comes, or names a host that leads here.
        if (token is null)
        {
            return request.Headers.ContainsKey("Origin") ? new RequestFault(FaultKind.Forbidden, "origin_refused", "A gateway without a token takes no requests of web pages (they have an Origin header).")
                : Array.Exists(OwnHosts, host => host.Equals(request.Host.Host, StringComparison.OrdinalIgnoreCase)) ? null
                : new RequestFault(FaultKind.Forbidden, "host_refused", "A gateway without a token takes only requests whose Host is 127.0.0.1, localhost or [::1].");
        }

        return !needsToken || token.IsIn(request.Headers) ? null
            : new RequestFault(FaultKind.Unauthorized, "invalid_api_key", "The request has no valid token of this gateway. Send it as 'Authorization: Bearer TOKEN' or 'x-api-key: TOKEN'.");
    }
}
