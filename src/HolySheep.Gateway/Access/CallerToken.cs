using System;
using System.Security.Cryptography;
using System.Text;
using HolySheep.Chat;
using Microsoft.AspNetCore.Http;

namespace HolySheep.Gateway.Access;

/// <summary>Compares what callers send with the token. The time that it takes says nothing about the token.</summary>
internal sealed class CallerToken(Secret token)
{
    private const string Bearer = "Bearer ";

    // Hashes have one length, so that not even the token's length shows.
    private readonly byte[] _hash = Hash(token.Reveal());

    /// <summary>Whether the headers of a request contain the token, in either of the places that clients use.</summary>
    public bool IsIn(IHeaderDictionary headers)
    {
        var found = false;
        foreach (var value in headers.Authorization)
        {
            found |= value is not null && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && Is(value[Bearer.Length..].Trim());
        }

        foreach (var value in headers["x-api-key"])
        {
            found |= value is not null && Is(value.Trim());
        }

        return found;
    }

    private bool Is(string text) => CryptographicOperations.FixedTimeEquals(Hash(text), _hash);

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
