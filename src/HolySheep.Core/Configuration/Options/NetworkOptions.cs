using System;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Configuration.Options;

/// <summary>How the network is reached.</summary>
public sealed record NetworkOptions
{
    /// <summary>The proxy for every call, without user name and password; null means the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name for the proxy; null where none is given.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>The password for the proxy; null where none is given.</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>True where no proxy is used, the system's neither.</summary>
    public bool Direct { get; init; }

    /// <summary>A PEM file of further certificate authorities, as a full path.</summary>
    public string? CaFile { get; init; }

    /// <summary>The same network through a proxy.</summary>
    /// <param name="proxy">Its address; a user and a password in it are taken, with special characters as %XX.</param>
    /// <param name="user">The user name; goes before one in the address.</param>
    /// <param name="password">The password for that user.</param>
    /// <exception cref="HolySheepException">The address is none of a proxy; the message does not repeat it, since it may hold a password.</exception>
    public NetworkOptions Through(Uri proxy, string? user = null, Secret? password = null)
    {
        if (!HttpAddress.TryParse(proxy.OriginalString, out var address))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The proxy's address is none that begins with http:// or https://.", "For example http://proxy:3128.");
        }

        var colon = address.UserInfo.IndexOf(':');
        var ownUser = colon < 0 ? address.UserInfo : address.UserInfo.Substring(0, colon);
        return this with
        {
            Proxy = new Uri($"{address.Scheme}://{address.Authority}"),
            ProxyUser = user ?? (ownUser.Length == 0 ? null : Uri.UnescapeDataString(ownUser)),
            ProxyPassword = user is not null ? password : colon < 0 ? null : new Secret(Uri.UnescapeDataString(address.UserInfo.Substring(colon + 1))),
            Direct = false,
        };
    }
}
