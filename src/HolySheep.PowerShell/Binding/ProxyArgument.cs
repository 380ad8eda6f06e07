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
    internal static NetworkOptions? Read(Uri? proxy, PSCredential? credential, bool direct) => proxy is null && credential is null && !direct
        ? null
        : new NetworkOptions().With(proxy, credential?.UserName, credential is null ? null : new Secret(credential.GetNetworkCredential().Password), direct);
}
