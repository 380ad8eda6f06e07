using System.Net.Http;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>Authorizes a request with a key as a bearer token (RFC 6750).</summary>
internal static class BearerKey
{
    /// <summary>Sets the header; without a key, none.</summary>
    public static void Put(HttpRequestMessage request, Secret? key)
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key.Reveal());
        }
    }
}
