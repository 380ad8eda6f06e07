using System;
using System.Globalization;
using System.Net;
using HolySheep.Errors;

namespace HolySheep.Gateway.Access;

/// <summary>An address and a port on which a gateway listens.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">The port; 0 takes a free one.</param>
public sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>The default: <c>127.0.0.1:4141</c>.</summary>
    public static ListenAddress Default { get; } = new(IPAddress.Loopback, 4141);

    /// <summary>Whether only programs of this machine reach it.</summary>
    public bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <summary>Reads <c>127.0.0.1:4141</c>, <c>localhost:4141</c>, <c>[::1]:4141</c>, <c>0.0.0.0:4141</c> or a port alone.</summary>
    /// <exception cref="HolySheepException">The text is not an address with a port.</exception>
    public static ListenAddress Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon < 0 ? "127.0.0.1" : text[..colon];
        return int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= IPEndPoint.MaxPort && AddressOf(host) is { } address
            ? new ListenAddress(address, port)
            : throw new HolySheepException(ErrorCode.ArgumentInvalid, $"'{text}' is not an address to listen on.", "Give an IP address and a port from 0 to 65535, for example 127.0.0.1:4141 or [::1]:4141; port 0 takes a free one.");
    }

    /// <summary>The address and the port as a part of a URL.</summary>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();

    private static IPAddress? AddressOf(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
        : host.StartsWith('[') == host.EndsWith(']') && IPAddress.TryParse(host.Trim('[', ']'), out var address) && host.StartsWith('[') == (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6) ? address
        : null;
}
