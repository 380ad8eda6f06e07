using System;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Configuration.Options;

namespace HolySheep.Configuration;

/// <summary>Normalizes the spellings of a base URL.</summary>
internal static class BaseUrl
{
    private static readonly string[] Operations = ["/chat/completions", "/responses"];

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
        var operation = OperationAt(path, kind);
        path = operation >= 0 ? path.Substring(0, operation).TrimEnd('/') : path + MissingVersion(path, kind);
        return new Uri($"{uri.Scheme}://{uri.Authority}{path}{(uri.Query.Length > 1 ? uri.Query : "")}");
    }

    /// <summary>The address of a request path that begins with a slash, with the query of the base URL.</summary>
    public static Uri Append(Uri baseUrl, string path) => new(baseUrl.GetLeftPart(UriPartial.Path).TrimEnd('/') + path + baseUrl.Query);

    /// <summary>An address with a further query, behind the one that it has.</summary>
    public static Uri With(Uri address, string query) => new(address.AbsoluteUri + (address.Query.Length > 0 ? "&" : "?") + query);

    // Where the operation begins; negative without one.
    private static int OperationAt(string path, ProviderKind kind) => kind switch
    {
        ProviderKind.Anthropic => StartOf(Patterns.AnthropicOperation.Match(path)),
        ProviderKind.Gemini => StartOf(Patterns.GeminiOperation.Match(path)),
        _ => Operations.FirstOrDefault(operation => path.EndsWith(operation, StringComparison.OrdinalIgnoreCase)) is { } operation ? path.Length - operation.Length : -1,
    };

    private static int StartOf(Match match) => match.Success ? match.Index : -1;

    // The vendors' own packages append the version, so the addresses that are documented for them end before it.
    private static string MissingVersion(string path, ProviderKind kind) => kind switch
    {
        ProviderKind.Anthropic => Patterns.Version.IsMatch(path) ? "" : "/v1",
        ProviderKind.Gemini => Patterns.Version.IsMatch(path) || Patterns.VertexPublisher.IsMatch(path) ? "" : "/v1beta",
        _ => path.Length == 0 ? "/v1" : "",
    };

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

    // Apart, so that a configuration without these vendors does not pay for them.
    private static class Patterns
    {
        public static readonly Regex AnthropicOperation = Pattern("/messages$");
        public static readonly Regex GeminiOperation = Pattern("/models(/[^/]*)?$");

        // The last segment of a path that names a version, such as /v1 or /v1beta.
        public static readonly Regex Version = Pattern(@"/v\d+\w*$");
        public static readonly Regex VertexPublisher = Pattern("/publishers/[^/]+$");

        private static Regex Pattern(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
