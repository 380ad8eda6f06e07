using System;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Gateway.Tests.Harness;

/// <summary>A connection that sends bytes as the test gives them.</summary>
internal sealed class RawConnection : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly TcpClient _client;

    // A client gives its stream only while it is connected; the stream gives what came before a reset.
    private readonly NetworkStream _stream;

    private RawConnection(TcpClient client) => (_client, _stream) = (client, client.GetStream());

    public static async Task<RawConnection> OpenAsync(int port, int? receiveBuffer = null)
    {
        var client = new TcpClient();
        client.ReceiveBufferSize = receiveBuffer ?? client.ReceiveBufferSize;
        await client.ConnectAsync("127.0.0.1", port);
        return new RawConnection(client);
    }

    /// <summary>Whether the other side ended the connection without taking all that was sent.</summary>
    public bool WasReset { get; private set; }

    /// <summary>Sends a text; a connection that the other side has closed takes nothing more.</summary>
    public async Task SendAsync(string text)
    {
        try
        {
            await _stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        }
        catch (IOException)
        {
            // The answer came before all was sent.
            WasReset = true;
        }
    }

    /// <summary>Waits until the other side begins to answer.</summary>
    public async Task WaitForAnswerAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        await _stream.ReadExactlyAsync(new byte[1], limit.Token);
    }

    /// <summary>Everything until the other side closes.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var read = new StringBuilder();
        var buffer = new byte[8192];
        try
        {
            while (await _stream.ReadAsync(buffer, limit.Token) is > 0 and var count)
            {
                read.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
            WasReset = true;
        }

        return read.ToString();
    }

    public void Dispose() => _client.Dispose();
}
