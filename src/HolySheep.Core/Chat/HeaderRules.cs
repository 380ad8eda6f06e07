using System;
using System.Linq;

namespace HolySheep.Chat;

/// <summary>Decides which request headers a user may add.</summary>
internal static class HeaderRules
{
    private static readonly string[] OfAuthorization = ["Authorization", "x-api-key", "api-key", "x-goog-api-key", "Proxy-Authorization"];
    private static readonly string[] OfTransport = ["Host", "Content-Length", "Content-Type", "Transfer-Encoding", "Connection"];

    /// <summary>Whether a text can be the name of a header.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(character => character is <= ' ' or > '~' or ':' or ',' or ';' or '"');

    /// <summary>Whether a text can be the value of a header: a line break would begin another header, and other characters than those of ASCII cannot be sent.</summary>
    public static bool IsValue(string value) => value.All(character => character is >= ' ' and <= '~');

    /// <summary>Whether the header carries a key.</summary>
    public static bool Authorizes(string name) => OfAuthorization.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the header controls how the request is sent, which users cannot change.</summary>
    public static bool IsTransport(string name) => OfTransport.Contains(name, StringComparer.OrdinalIgnoreCase);
}
