using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using HolySheep.Chat;
using HolySheep.Configuration.Clients;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Access;

/// <summary>Compares what callers send with the tokens. The time that it takes says nothing about them.</summary>
/// <param name="shared">The token of callers that are no client of the configuration; null if there is none.</param>
/// <param name="callers">The clients of the configuration.</param>
internal sealed class CallerTokens(Secret? shared, IReadOnlyList<GatewayCaller> callers)
{
    private const string Bearer = "Bearer ";

    // Hashes have one length, so that not even the length of a token shows.
    private readonly (byte[] Hash, GatewayClientOptions? Client)[] _tokens =
        [.. callers.Select(caller => (Hash(caller.Token.Reveal()), (GatewayClientOptions?)caller.Client)), .. shared is null ? [] : new[] { (Hash(shared.Reveal()), (GatewayClientOptions?)null) }];

    /// <summary>Whether the headers of a request contain a token, in either of the places that clients use.</summary>
    /// <param name="headers">The headers.</param>
    /// <param name="client">The client whose token it is; null for the shared token.</param>
    public bool IsIn(IHeaderDictionary headers, out GatewayClientOptions? client)
    {
        client = null;
        var found = false;
        foreach (var text in Sent(headers))
        {
            // All are compared, so that the time does not show which one it was.
            var hash = Hash(text);
            foreach (var token in _tokens)
            {
                if (CryptographicOperations.FixedTimeEquals(hash, token.Hash) && !found)
                {
                    (found, client) = (true, token.Client);
                }
            }
        }

        return found;
    }

    private static IEnumerable<string> Sent(IHeaderDictionary headers)
    {
        foreach (var value in headers.Authorization)
        {
            if (value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            {
                yield return value[Bearer.Length..].Trim();
            }
        }

        foreach (var value in headers["x-api-key"])
        {
            if (value is not null)
            {
                yield return value.Trim();
            }
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
