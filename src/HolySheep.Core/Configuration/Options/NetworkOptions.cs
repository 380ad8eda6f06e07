using System;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Configuration.Options;

/// <summary>The network settings.</summary>
public sealed record NetworkOptions
{
    /// <summary>The proxy for every call, without user name and password; null means the system's.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The user name for the proxy; null if none is given.</summary>
    public string? ProxyUser { get; init; }

    /// <summary>The password for the proxy; null if none is given.</summary>
    public Secret? ProxyPassword { get; init; }

    /// <summary>The environment variable that holds the proxy's address; null if the file has the address itself.</summary>
    public string? ProxyVariable { get; init; }

    /// <summary>True if no proxy is used, not even the system's.</summary>
    public bool Direct { get; init; }

    /// <summary>True if a command names the proxy for itself.</summary>
    internal bool IsOfCommand { get; private init; }

    /// <summary>The full path of a PEM file with additional certificate authorities.</summary>
    public string? CaFile { get; init; }

    /// <summary>The settings with the proxy that a command names for itself; unchanged if it says nothing of one.</summary>
    /// <param name="proxy">The address; null if none is given.</param>
    /// <param name="user">The user name for it; null if none is given.</param>
    /// <param name="password">The password for that user.</param>
    /// <param name="direct">True if no proxy is wanted.</param>
    /// <exception cref="HolySheepException">These contradict each other, or the address is not valid.</exception>
    public NetworkOptions With(Uri? proxy, string? user, Secret? password, bool direct)
    {
        if ((direct && proxy is not null) || (user is not null && proxy is null))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid,
                direct ? $"A proxy and {CommandHint.Option("NoProxy")} were both given." : "A credential was given for a proxy, but no proxy.",
                $"Give {CommandHint.Option("Proxy")}{CommandHint.ProxyCredential}, or {CommandHint.Option("NoProxy")}.");
        }

        return proxy is not null ? Through(proxy, user, password) with { IsOfCommand = true }
            : direct ? this with { Proxy = null, ProxyUser = null, ProxyPassword = null, ProxyVariable = null, Direct = true }
            : this;
    }

    /// <summary>The same settings with a proxy.</summary>
    /// <param name="proxy">Its address, which may contain a user and a password, with special characters as %XX.</param>
    /// <param name="user">The user name; it takes precedence over one in the address.</param>
    /// <param name="password">The password for that user.</param>
    /// <exception cref="HolySheepException">The address is not valid; the message does not repeat it, because it may contain a password.</exception>
    public NetworkOptions Through(Uri proxy, string? user = null, Secret? password = null)
    {
        if (!HttpAddress.TryParse(proxy.OriginalString, out var address))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid, "The proxy's address does not begin with http:// or https://.", "For example http://proxy:3128.");
        }

        var colon = address.UserInfo.IndexOf(':');
        var ownUser = colon < 0 ? address.UserInfo : address.UserInfo.Substring(0, colon);
        return this with
        {
            Proxy = new Uri($"{address.Scheme}://{address.Authority}"),
            ProxyUser = user ?? (ownUser.Length == 0 ? null : Uri.UnescapeDataString(ownUser)),
            ProxyPassword = user is not null ? password : colon < 0 ? null : new Secret(Uri.UnescapeDataString(address.UserInfo.Substring(colon + 1))),
            ProxyVariable = null,
            Direct = false,
        };
    }
}
