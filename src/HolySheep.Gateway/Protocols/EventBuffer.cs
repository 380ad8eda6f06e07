using System;
using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HolySheep.Gateway.Protocols;

/// <summary>Collects server-sent events until they are sent.</summary>
internal sealed class EventBuffer : IDisposable
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private readonly Utf8JsonWriter _json;

    public EventBuffer() => _json = new Utf8JsonWriter(_bytes, Options);

    /// <summary>The events that were not sent yet.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

    /// <summary>Forgets the events that were sent.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>Begins an event whose data is one JSON object.</summary>
    /// <param name="name">The event's name; empty if it has none.</param>
    public Utf8JsonWriter Begin(ReadOnlySpan<byte> name = default)
    {
        if (name.Length > 0)
        {
            _bytes.Write("event: "u8);
            _bytes.Write(name);
            _bytes.Write("\n"u8);
        }

        _bytes.Write("data: "u8);
        _json.WriteStartObject();
        return _json;
    }

    /// <summary>Ends the event.</summary>
    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _bytes.Write("\n\n"u8);
    }

    /// <summary>Writes lines as they are.</summary>
    public void Raw(ReadOnlySpan<byte> lines) => _bytes.Write(lines);

    public void Dispose() => _json.Dispose();
}
