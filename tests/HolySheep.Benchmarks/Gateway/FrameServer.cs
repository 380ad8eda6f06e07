using System;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>Answers every request with a stream whose frames say when they were sent, one every few milliseconds; after the last of them it ends, or stays open.</summary>
internal sealed class FrameServer : IDisposable
{
    /// <summary>What precedes the time in a frame.</summary>
    public const string Mark = "\"content\":\"t";

    private const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _frames;
    private readonly TimeSpan _interval;
    private readonly bool _ends;

    public FrameServer(int frames, TimeSpan interval, bool ends)
    {
        (_frames, _interval, _ends) = (frames, interval, ends);
        _listener.Start(2_000);
        _ = AcceptAsync();
    }

    public Uri BaseUrl => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_stop.Token);
                socket.NoDelay = true;
                _ = ServeAsync(socket);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The benchmark is over.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        using (socket)
        {
            var buffer = new byte[16 * 1024];
            try
            {
                while (await ReadAsync(socket, buffer))
                {
                    await socket.SendAsync(Encoding.ASCII.GetBytes(Head), _stop.Token);
                    for (var frame = 0; frame < _frames; frame++)
                    {
                        await socket.SendAsync(Chunk(FormattableString.Invariant($$"""data: {"id":"1","object":"chat.completion.chunk","created":1790000000,"model":"gpt-4.1","choices":[{"index":0,"delta":{{{Mark}}{{Stopwatch.GetTimestamp()}} "},"finish_reason":null}]}""")), _stop.Token);
                        await Task.Delay(_interval, _stop.Token);
                    }

                    await Task.Delay(_ends ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, _stop.Token);
                    await socket.SendAsync(Chunk("""data: {"id":"1","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""), _stop.Token);
                    await socket.SendAsync(Chunk("""data: {"id":"1","choices":[],"usage":{"prompt_tokens":17,"completion_tokens":19}}"""), _stop.Token);
                    await socket.SendAsync(Chunk("data: [DONE]"), _stop.Token);
                    await socket.SendAsync("0\r\n\r\n"u8.ToArray(), _stop.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // The client has left, or the benchmark is over.
            }
        }
    }

    private async Task<bool> ReadAsync(Socket socket, byte[] buffer)
    {
        var length = 0;
        while (await socket.ReceiveAsync(buffer.AsMemory(length), _stop.Token) is > 0 and var read)
        {
            length += read;
            if (HttpBytes.LengthOf(buffer.AsSpan(0, length)) is { } whole && length >= whole)
            {
                return true;
            }
        }

        return false;
    }

    private static byte[] Chunk(string frame) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{frame.Length + 2:x}\r\n{frame}\n\n\r\n"));
}
