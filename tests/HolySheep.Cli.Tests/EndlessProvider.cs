using System;
using System.IO;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Cli.Tests;

/// <summary>A provider on 127.0.0.1 whose replies do not end by themselves: a head, then one piece again and again.</summary>
internal sealed class EndlessProvider : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _head;
    private readonly byte[] _piece;
    private readonly bool _packed;
    private readonly Task _serving;

    public EndlessProvider(string head, string piece, bool packed = false)
    {
        (_head, _piece, _packed) = (head, Encoding.UTF8.GetBytes(piece), packed);
        _listener.Start();
        _serving = ServeAsync();
    }

    public string BaseUrl => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await using var network = client.GetStream();
                await WriteAsync(network);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // The caller has read enough.
            }
        }
    }

    private async Task WriteAsync(NetworkStream network)
    {
        await network.ReadExactlyAsync(new byte[64], _stop.Token);
        await network.WriteAsync(Encoding.ASCII.GetBytes(_head.ReplaceLineEndings("\r\n") + "\r\nConnection: close\r\n\r\n"), _stop.Token);
        await using var packer = _packed ? new GZipStream(network, CompressionLevel.Fastest) : null;
        Stream body = packer ?? (Stream)network;
        while (true)
        {
            await body.WriteAsync(_piece, _stop.Token);
        }
    }
}
