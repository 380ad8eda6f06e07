using System;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>How a command uses proxies.</summary>
internal static class ProxyArgument
{
    /// <summary>What the parameters say; null where they say nothing.</summary>
    /// <exception cref="HolySheepException">They contradict each other, or the address is none of a proxy.</exception>
    internal static NetworkOptions? Read(Uri? proxy, PSCredential? credential, bool direct)
    {
        if ((direct && proxy is not null) || (credential is not null && proxy is null))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid,
                direct ? "A proxy was given, and -NoProxy too." : "A credential was given for a proxy, and no proxy.",
                "Give -Proxy, with -ProxyCredential where it wants one, or -NoProxy.");
        }

        return proxy is not null
            ? new NetworkOptions().Through(proxy, credential?.UserName, credential is null ? null : new Secret(credential.GetNetworkCredential().Password))
            : direct ? new NetworkOptions { Direct = true } : null;
    }
}
