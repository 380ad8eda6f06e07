#if NET8_0_OR_GREATER
using System;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Transport;

/// <summary>Opens connections only to IP addresses that were checked.</summary>
internal static class CheckedConnection
{
    /// <param name="context">What is to be connected to.</param>
    /// <param name="check">Throws for a host whose address must not be connected to.</param>
    /// <param name="cancellationToken">Cancels the connection.</param>
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, Action<string, IPAddress> check, CancellationToken cancellationToken)
    {
        var end = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(end.Host, cancellationToken).ConfigureAwait(false);
        if (string.Equals(end.Host, context.InitialRequestMessage.RequestUri?.IdnHost, StringComparison.OrdinalIgnoreCase))
        {
            // Otherwise this is the proxy.
            foreach (var address in addresses)
            {
                check(end.Host, address);
            }
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, end.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
#endif
