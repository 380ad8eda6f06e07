using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace HolySheep.TestKit.Wire;

/// <summary>The request line and headers of one HTTP/1.1 request.</summary>
internal sealed record RequestHead(string Method, string Target, string Version, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsChunked => Headers.TryGetValue("transfer-encoding", out string? value) && value.Contains("chunked", StringComparison.OrdinalIgnoreCase);

    public long ContentLength => Headers.TryGetValue("content-length", out string? value) ? ParseLength(value) : 0;

    public bool ExpectsContinue => Headers.TryGetValue("expect", out string? value) && value.Equals("100-continue", StringComparison.OrdinalIgnoreCase);

    public bool WantsClose => Headers.TryGetValue("connection", out string? value) && value.Contains("close", StringComparison.OrdinalIgnoreCase);

    public static RequestHead Parse(ReadOnlySpan<byte> bytes)
    {
        string[] lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        string[] first = lines[0].Split(' ');
        if (first.Length != 3 || !first[2].StartsWith("HTTP/1.", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"'{lines[0]}' is no HTTP/1.1 request line.");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string line in lines.AsSpan(1))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || char.IsWhiteSpace(line[0]) || char.IsWhiteSpace(line[colon - 1]))
            {
                throw new InvalidDataException($"'{line}' is no HTTP header.");
            }

            string name = line[..colon];
            string value = line[(colon + 1)..].Trim();
            headers[name] = headers.TryGetValue(name, out string? before) ? $"{before}, {value}" : value;
        }

        return new RequestHead(first[0], first[1], first[2], headers);
    }

    private static long ParseLength(string value) =>
        long.TryParse(value, out long length) && length >= 0 ? length : throw new InvalidDataException($"'{value}' is no content length.");
}
