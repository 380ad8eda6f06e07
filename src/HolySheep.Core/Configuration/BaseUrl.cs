using System;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration;

/// <summary>Normalizes the spellings of a base URL.</summary>
internal static class BaseUrl
{
    private static readonly string[] Operations = ["/chat/completions", "/responses"];

    // Messages and lists show the address, so it must not contain a secret.
    private static readonly string[] KeyNames = ["key", "apikey", "token", "accesstoken", "authtoken", "code", "sig", "signature", "secret", "clientsecret", "password", "subscriptionkey"];

    /// <summary>The address that <c>/chat/completions</c> and <c>/models</c> are appended to, with the query of every request; null, with the fault, if the text is not a valid address.</summary>
    /// <remarks>The text is never part of the fault, because it may contain a password or a key.</remarks>
    public static Uri? Normalise(string text, out string fault) => Normalise(text, ProviderKind.OpenAI, out fault);

    /// <summary>The address that the paths of a kind are appended to, in the same way.</summary>
    public static Uri? Normalise(string text, ProviderKind kind, out string fault)
    {
        fault = Fault(text, out var uri);
        if (fault.Length > 0)
        {
            return null;
        }

        if (kind == ProviderKind.Azure)
        {
            return AzureUrl.Normalise(uri);
        }

        var path = uri.AbsolutePath.TrimEnd('/');
        if (Operations.FirstOrDefault(operation => path.EndsWith(operation, StringComparison.OrdinalIgnoreCase)) is { } operation)
        {
            // A full path is used as it is, because the server may not use /v1.
            path = path.Substring(0, path.Length - operation.Length).TrimEnd('/');
        }
        else if (path.Length == 0)
        {
            path = "/v1";
        }

        return new Uri($"{uri.Scheme}://{uri.Authority}{path}{(uri.Query.Length > 1 ? uri.Query : "")}");
    }

    /// <summary>The address of a request path that begins with a slash, with the query of the base URL.</summary>
    public static Uri Append(Uri baseUrl, string path) => new(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + baseUrl.Query);

    private static string Fault(string text, out Uri uri)
    {
        if (!HttpAddress.TryParse(text, out uri))
        {
            return "expected an address that begins with http:// or https://";
        }

        if (uri.UserInfo.Length > 0)
        {
            return "expected an address without a user name or password in it";
        }

        return uri.Fragment.Length > 0 ? "expected an address without '#'"
            : uri.Query.TrimStart('?').Split('&').Any(HoldsKey) ? "expected an address without a key after '?'; keys are given as references in 'apiKey'"
            : "";
    }

    private static bool HoldsKey(string pair) =>
        KeyNames.Contains(Uri.UnescapeDataString(pair.Split('=')[0]).Replace("-", "").Replace("_", ""), StringComparer.OrdinalIgnoreCase);
}
