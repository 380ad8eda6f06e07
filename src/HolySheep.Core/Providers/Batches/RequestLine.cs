using System;
using System.IO;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches;

/// <summary>Writes a request of a batch as one line of JSON.</summary>
internal static class RequestLine
{
    /// <summary>Writes the line without its end.</summary>
    /// <param name="output">Takes the line.</param>
    /// <param name="wire">Writes the body, which is the same as that of a call.</param>
    /// <param name="call">What is asked.</param>
    /// <param name="body">The member that holds the body.</param>
    /// <param name="members">Writes the members before it.</param>
    public static void Write(Stream output, IWire wire, ProviderCall call, string body, Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, WireRequest.WriterOptions))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WritePropertyName(body);
            wire.WriteBody(writer, AsWhole(call), new ToolPairs(call.Request.Messages), new WireNotes());
            writer.WriteEndObject();
        }

        WriteOnOneLine(output, buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    /// <summary>What the caller should know of every request of a batch, such as a parameter that is left out.</summary>
    public static WireNotes NotesOf(IWire wire, ProviderCall call)
    {
        var notes = new WireNotes();
        using var writer = new Utf8JsonWriter(Stream.Null, WireRequest.WriterOptions);
        wire.WriteBody(writer, AsWhole(call), new ToolPairs(call.Request.Messages), notes);
        return notes;
    }

    private static ProviderCall AsWhole(ProviderCall call) => call with { Streamed = false, Visible = false, Key = null };

    // What users give as JSON is written as it is: its line breaks, which stand between its values, would end the line, and some readers of lines also take the
    // other line ends of Unicode, which stand in its texts, for one.
    private static void WriteOnOneLine(Stream output, Span<byte> json)
    {
        var written = 0;
        for (var at = 0; at < json.Length; at++)
        {
            if (json[at] is (byte)'\n' or (byte)'\r')
            {
                json[at] = (byte)' ';
            }
            else if (json[at] is 0xC2 or 0xE2 && EscapeOf(json.Slice(at)) is { } escape)
            {
                Copy(output, json.Slice(written, at - written));
                output.Write(escape, 0, escape.Length);
                written = at + (json[at] == 0xC2 ? 2 : 3);
                at = written - 1;
            }
        }

        Copy(output, json.Slice(written));
    }

    private static byte[]? EscapeOf(ReadOnlySpan<byte> json) =>
        json.StartsWith("\u2028"u8) ? "\\u2028"u8.ToArray()
        : json.StartsWith("\u2029"u8) ? "\\u2029"u8.ToArray()
        : json.StartsWith("\u0085"u8) ? "\\u0085"u8.ToArray()
        : null;

    private static void Copy(Stream output, ReadOnlySpan<byte> bytes)
    {
#if NET8_0_OR_GREATER
        output.Write(bytes);
#else
        output.Write(bytes.ToArray(), 0, bytes.Length);
#endif
    }
}
