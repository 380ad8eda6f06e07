using System;
using System.Threading.Tasks;
using HolySheep.Gateway.Protocols;

namespace HolySheep.Gateway.Serving;

/// <summary>One path of the gateway.</summary>
/// <param name="Method">The method that it takes.</param>
/// <param name="Path">The path.</param>
/// <param name="Protocol">The protocol of its callers; null if their headers say it.</param>
/// <param name="ServeAsync">Serves a request.</param>
internal sealed record Endpoint(string Method, string Path, IProtocol? Protocol, Func<Exchange, Task> ServeAsync)
{
    /// <summary>True if it needs no token: it says nothing that a stranger may not know.</summary>
    public bool IsOpen { get; init; }
}
