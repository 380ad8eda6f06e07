using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks;

/// <summary>Answers every request with the same bytes, as cheaply as a socket can, so that the client is what is measured.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private const string TookHeader = "x-request-id: ";
    private const int TookDigits = 9;
    private static readonly TimeSpan MostAhead = TimeSpan.FromMilliseconds(3);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly byte[] _plain;
    private readonly byte[] _stream;
    private readonly TimeSpan _latency;
    private readonly TimeSpan _spread;
    private long _begun;
    private long _answers;
    private long _waited;

    /// <param name="plainBody">The answer.</param>
    /// <param name="streamBody">The answer to who asks for a stream.</param>
    /// <param name="latency">How long each answer takes.</param>
    /// <param name="spread">How much longer it may take: each time another part of this.</param>
    public LoopbackServer(string plainBody, string streamBody, TimeSpan latency = default, TimeSpan spread = default)
    {
        _latency = latency;
        _spread = spread;
        _plain = Response("application/json", plainBody);
        _stream = Response("text/event-stream", streamBody);
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri BaseUrl => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    /// <summary>The time from a whole request to its answer as the server itself has measured it; timers wake late.</summary>
    public TimeSpan MeanLatency => TimeSpan.FromSeconds(_answers == 0 ? 0 : _waited / (double)_answers / Stopwatch.Frequency);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private static byte[] Response(string contentType, string body) =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{TookHeader}{new string('0', TookDigits)}\r\nContent-Type: {contentType}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                client.NoDelay = true;
                _ = ServeAsync(client);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The benchmark is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            var stream = client.GetStream();
            var buffer = new byte[64 * 1024];
            var length = 0;
            while (true)
            {
                var read = await stream.ReadAsync(buffer.AsMemory(length), _stop.Token);
                if (read == 0)
                {
                    return;
                }

                length += read;
                if (IsWhole(buffer.AsSpan(0, length), out var streamed))
                {
                    length = 0;
                    var came = Stopwatch.GetTimestamp();
                    if (_latency > TimeSpan.Zero)
                    {
                        await Task.Delay(NextDelay(), _stop.Token);
                    }

                    var took = Stopwatch.GetTimestamp() - came;
                    Interlocked.Add(ref _waited, took);
                    Interlocked.Increment(ref _answers);
                    await stream.WriteAsync(Told(streamed ? _stream : _plain, took), _stop.Token);
                }
            }
        }
    }

    // The answer bears how long it took in microseconds, so that a client can tell its own time from the server's.
    private byte[] Told(byte[] answer, long took)
    {
        if (_latency == TimeSpan.Zero)
        {
            return answer;
        }

        var told = answer.ToArray();
        Encoding.ASCII.GetBytes(((long)(took * 1e6 / Stopwatch.Frequency)).ToString(new string('0', TookDigits), CultureInfo.InvariantCulture), told.AsSpan("HTTP/1.1 200 OK\r\n".Length + TookHeader.Length));
        return told;
    }

    // Timers wake late, and only to the millisecond: as much as answers were late on the whole so far, the next comes sooner, so that their mean is the latency asked for.
    private TimeSpan NextDelay()
    {
        if (_spread > TimeSpan.Zero)
        {
            // Steps of the golden ratio fill the spread evenly, so that chance moves no median.
            return _latency + (_spread * (Interlocked.Increment(ref _begun) * 0.6180339887498949 % 1));
        }

        var late = Volatile.Read(ref _waited) - (Volatile.Read(ref _answers) * _latency.TotalSeconds * Stopwatch.Frequency);
        return late > 0 ? _latency - MostAhead : _latency;
    }

    private static bool IsWhole(ReadOnlySpan<byte> request, out bool streamed)
    {
        var isWhole = HttpBytes.LengthOf(request) is { } whole && request.Length >= whole;
        streamed = isWhole && request.IndexOf("\"stream\":true"u8) >= 0;
        return isWhole;
    }
}
