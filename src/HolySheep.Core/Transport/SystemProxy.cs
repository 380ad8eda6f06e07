using System;

namespace HolySheep.Transport;

/// <summary>Finds the proxy that the system, or the environment, sets for an address.</summary>
internal static class SystemProxy
{
    /// <summary>The proxy's address; null if calls go directly.</summary>
    public static Uri? Of(Uri address)
    {
#if NET8_0_OR_GREATER
        var proxy = System.Net.Http.HttpClient.DefaultProxy;
#else
        var proxy = System.Net.WebRequest.DefaultWebProxy;
#endif
        return proxy is null || proxy.IsBypassed(address) || proxy.GetProxy(address) is not { } found || found == address ? null : found;
    }
}
