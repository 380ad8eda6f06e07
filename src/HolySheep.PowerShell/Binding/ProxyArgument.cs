using System;
using System.Management.Automation;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.PowerShell.Binding;

/// <summary>Reads the proxy parameters of a command.</summary>
internal static class ProxyArgument
{
    /// <summary>The network settings of the parameters; null if none is given.</summary>
    /// <exception cref="HolySheepException">The parameters contradict each other, or the address is not valid.</exception>
    internal static NetworkOptions? Read(Uri? proxy, PSCredential? credential, bool direct)
    {
        if ((direct && proxy is not null) || (credential is not null && proxy is null))
        {
            throw new HolySheepException(ErrorCode.ArgumentInvalid,
                direct ? "A proxy and -NoProxy were both given." : "A credential was given for a proxy, but no proxy.",
                "Give -Proxy, with -ProxyCredential if the proxy requires one, or -NoProxy.");
        }

        return proxy is not null
            ? new NetworkOptions().Through(proxy, credential?.UserName, credential is null ? null : new Secret(credential.GetNetworkCredential().Password))
            : direct ? new NetworkOptions { Direct = true } : null;
    }
}
