using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>One connection that sends the same bytes again and again, so that the client costs as little as it can.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _request;
    private readonly byte[] _buffer = new byte[256 * 1024];

    /// <param name="address">Where it connects to.</param>
    /// <param name="headers">Further lines of the head, each with its end.</param>
    /// <param name="body">The body of each request.</param>
    public RawClient(Uri address, string headers, string body)
    {
        _request = Encoding.ASCII.GetBytes($"POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\n\r\n{body}");
        _socket.Connect(IPAddress.Loopback, address.Port);
    }

    /// <summary>Sends a request, and reads the whole answer.</summary>
    /// <returns>The time in microseconds.</returns>
    public async Task<double> AskAsync()
    {
        var from = Stopwatch.GetTimestamp();
        await _socket.SendAsync(_request);
        for (var length = 0; ;)
        {
            length += await ReadAsync(length);
            if (HttpBytes.LengthOf(_buffer.AsSpan(0, length)) is { } whole && length >= whole)
            {
                var took = Stopwatch.GetElapsedTime(from).TotalMicroseconds;
                return _buffer.AsSpan(0, length).StartsWith("HTTP/1.1 200"u8) ? took : throw new InvalidOperationException(Encoding.UTF8.GetString(_buffer, 0, length));
            }
        }
    }

    /// <summary>Sends a request, and reads until the first frame has come.</summary>
    public async Task OpenStreamAsync()
    {
        await _socket.SendAsync(_request);
        for (var length = 0; _buffer.AsSpan(0, length).IndexOf(Encoding.ASCII.GetBytes(FrameServer.Mark)) < 0;)
        {
            length += await ReadAsync(length);
        }
    }

    /// <summary>Sends a request, and takes the time that each frame was under way.</summary>
    /// <param name="samples">Receives microseconds.</param>
    public async Task ReadFramesAsync(List<double> samples)
    {
        var mark = Encoding.ASCII.GetBytes(FrameServer.Mark);
        await _socket.SendAsync(_request);
        for (var kept = 0; ;)
        {
            kept += await ReadAsync(kept);
            var now = Stopwatch.GetTimestamp();
            var done = _buffer.AsSpan(0, kept).IndexOf("data: [DONE]"u8) >= 0;
            var rest = 0;
            for (int at; (at = _buffer.AsSpan(rest, kept - rest).IndexOf(mark)) >= 0;)
            {
                var digits = rest + at + mark.Length;
                if (!Utf8Parser.TryParse(_buffer.AsSpan(digits, kept - digits), out long sent, out var count) || digits + count == kept)
                {
                    break;
                }

                samples.Add((now - sent) * 1e6 / Stopwatch.Frequency);
                rest = digits + count;
            }

            if (done)
            {
                // What is left is the end of the body.
                while (HttpBytes.LengthOf(Head(_buffer.AsSpan(0, kept))) is null)
                {
                    kept += await ReadAsync(kept);
                }

                return;
            }

            var from = Math.Max(rest, kept - 1024);
            _buffer.AsSpan(from, kept - from).CopyTo(_buffer);
            kept -= from;
        }
    }

    public void Dispose() => _socket.Dispose();

    // The head has gone by; any will do to find the end.
    private static byte[] Head(ReadOnlySpan<byte> rest) => [.. "x\r\n\r\n"u8, .. rest];

    private async Task<int> ReadAsync(int length) =>
        await _socket.ReceiveAsync(_buffer.AsMemory(length)) is > 0 and var read ? read : throw new IOException($"The connection ended: {Encoding.UTF8.GetString(_buffer, 0, length)}");
}
