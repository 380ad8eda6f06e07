using System;
using System.Linq;
using System.Net.Http;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Azure;

/// <summary>Authorizes a request: a key of the resource in a header of its own, a token of Microsoft Entra ID as a bearer.</summary>
internal static class AzureKey
{
    public static void Put(HttpRequestMessage request, Secret? key)
    {
        if (key is not null && !IsToken(key.Reveal()))
        {
            request.Headers.TryAddWithoutValidation("api-key", key.Reveal());
        }
        else
        {
            BearerKey.Put(request, key);
        }
    }

    // A JSON Web Token: three parts, the first of which is base64 of an object.
    private static bool IsToken(string key) => key.StartsWith("eyJ", StringComparison.Ordinal) && key.Count(character => character == '.') == 2;
}
