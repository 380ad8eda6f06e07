using System;

namespace HolySheep.Configuration;

/// <summary>Parses addresses that an HTTP client can call.</summary>
internal static class HttpAddress
{
    /// <summary>True for an absolute http or https address with a host.</summary>
    public static bool TryParse(string text, out Uri uri)
    {
        var valid = Uri.TryCreate(text, UriKind.Absolute, out var parsed)
            && (parsed!.Scheme == Uri.UriSchemeHttp || parsed.Scheme == Uri.UriSchemeHttps)
            && parsed.Host.Length > 0;
        uri = parsed!;
        return valid;
    }
}
