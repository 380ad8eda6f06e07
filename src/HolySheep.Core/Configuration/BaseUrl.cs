using System;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration;

/// <summary>Normalizes the spellings of a base URL.</summary>
internal static class BaseUrl
{
    private static readonly Regex Operation = Pattern("/(chat/completions|responses)$");
    private static readonly Regex AnthropicOperation = Pattern("/messages$");
    private static readonly Regex GeminiOperation = Pattern("/models(/[^/]*)?$");

    // The last segment of a path that names a version, such as /v1 or /v1beta.
    private static readonly Regex Version = Pattern(@"/v\d+\w*$");
    private static readonly Regex VertexPublisher = Pattern("/publishers/[^/]+$");

    // Messages and lists show the address, so it must not contain a secret.
    private static readonly string[] KeyNames = ["key", "apikey", "token", "accesstoken", "authtoken", "code", "sig", "signature", "secret", "clientsecret", "password", "subscriptionkey"];

    /// <summary>The address that the paths of a kind's requests are appended to, with the query of every request; null, with the fault, if the text is not a valid address.</summary>
    /// <remarks>The text is never part of the fault, because it may contain a password or a key.</remarks>
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

        // A full path is used as it is, because the server may not use a version.
        var operation = OperationOf(kind).Match(path);
        path = operation.Success ? path.Substring(0, operation.Index).TrimEnd('/') : path + MissingVersion(path, kind);
        return new Uri($"{uri.Scheme}://{uri.Authority}{path}{(uri.Query.Length > 1 ? uri.Query : "")}");
    }

    /// <summary>The address of a request path that begins with a slash, with the query of the base URL.</summary>
    public static Uri Append(Uri baseUrl, string path) => new(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + baseUrl.Query);

    private static Regex OperationOf(ProviderKind kind) => kind switch
    {
        ProviderKind.Anthropic => AnthropicOperation,
        ProviderKind.Gemini => GeminiOperation,
        _ => Operation,
    };

    // The vendors' own packages append the version, so the addresses that are documented for them end before it.
    private static string MissingVersion(string path, ProviderKind kind) => kind switch
    {
        ProviderKind.Anthropic => Version.IsMatch(path) ? "" : "/v1",
        ProviderKind.Gemini => Version.IsMatch(path) || VertexPublisher.IsMatch(path) ? "" : "/v1beta",
        _ => path.Length == 0 ? "/v1" : "",
    };

    private static Regex Pattern(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

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
