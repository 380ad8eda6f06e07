using System;
using System.Buffers.Text;

namespace HolySheep.Benchmarks;

/// <summary>Just enough of HTTP to know where a message ends.</summary>
internal static class HttpBytes
{
    /// <summary>The length of the message that begins here, with its head; null if that is not known yet. A chunked body counts until the chunk of length 0, which no body of the benchmarks contains otherwise.</summary>
    public static int? LengthOf(ReadOnlySpan<byte> bytes)
    {
        var head = bytes.IndexOf("\r\n\r\n"u8);
        if (head < 0)
        {
            return null;
        }

        var header = bytes[..head].IndexOf("Content-Length: "u8);
        header = header < 0 ? bytes[..head].IndexOf("content-length: "u8) : header;
        if (header >= 0)
        {
            _ = Utf8Parser.TryParse(bytes[(header + 16)..], out int length, out _);
            return head + 4 + length;
        }

        var body = bytes[(head + 2)..];
        var last = body.LastIndexOf("\r\n0\r\n"u8);
        return last >= 0 && body[last..].EndsWith("\r\n\r\n"u8) ? bytes.Length : null;
    }
}
