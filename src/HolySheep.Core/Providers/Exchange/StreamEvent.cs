using System;
using System.Text;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Errors;
using HolySheep.Transport;

namespace HolySheep.Providers.Exchange;

/// <summary>A parsed server-sent event.</summary>
internal sealed class StreamEvent(StreamEventKind kind, AnswerChunk? chunk = null, JsonElement error = default)
{
    // This many events without a blank line between them are not a stream.
    private const int MostValues = 10_000;

    // What the type of an event is if its server gives it none.
    private const string NoName = "message";

    private static readonly StreamEvent Skipped = new(StreamEventKind.Unknown);

    public StreamEventKind Kind { get; } = kind;

    public AnswerChunk? Chunk { get; } = chunk;

    public JsonElement Error { get; } = error;

    /// <summary>The rest of the same event, if its server omitted the blank line between two; null if there is none.</summary>
    public StreamEvent? Next { get; private set; }

    /// <summary>Reads an event of a wire.</summary>
    public static StreamEvent Read(IWire wire, string eventType, ReadOnlySpan<byte> data)
    {
        data = Content(data);
        if (ErrorLook.SpeaksOfError(eventType))
        {
            return new StreamEvent(StreamEventKind.Error, error: ErrorOf(data));
        }

        var first = Skipped;
        StreamEvent? last = null;
        for (var count = 0; !data.IsEmpty; count++)
        {
            if (count == MostValues)
            {
                return new StreamEvent(StreamEventKind.Unreadable);
            }

            var read = ReadOne(wire, eventType, ref data);
            if (last is null)
            {
                (first, last) = (read, read);
            }
            else
            {
                (last.Next, last) = (read, read);
            }
        }

        return first;
    }

    /// <summary>Reads and removes the first value of the data.</summary>
    private static StreamEvent ReadOne(IWire wire, string eventType, ref ReadOnlySpan<byte> data)
    {
        var value = data;
        if (IsDone(value))
        {
            data = default;
            return new StreamEvent(StreamEventKind.Done);
        }

        try
        {
            var reader = new Utf8JsonReader(value);
            reader.Read();
            var read = ReadValue(wire, eventType, ref reader, value);
            data = Content(value.Slice((int)reader.BytesConsumed));
            if (data.IsEmpty || data[0] == (byte)'{' || IsDone(data))
            {
                return read;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or with unpaired surrogates in names.
        }

        // Events of other names are skipped, unless they may hold a part of the answer: one that cannot be read is then a fault.
        data = default;
        return new StreamEvent(wire.IsOwnEvent(eventType, value) ? StreamEventKind.Unreadable : StreamEventKind.Unknown);
    }

    private static StreamEvent ReadValue(IWire wire, string eventType, ref Utf8JsonReader reader, ReadOnlySpan<byte> value)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var start = (int)reader.TokenStartIndex;
                var whole = reader;
                var chunk = wire.ReadEvent(eventType, ref reader, value);
                if (!chunk.SpeaksOfAnswer && eventType == NoName && wire.ReadAnswer(ref whole, value) is { HasAnswer: true, Message: not null, FinishReason: not null, Model: not null } answer)
                {
                    // A server that calls a whole answer a stream, on a wire whose events have another form.
                    chunk = answer;
                    chunk.IsPlainReply = true;
                }

                var said = value.Slice(start, (int)reader.BytesConsumed - start);
                return (chunk.MayBeError || !chunk.HasAnswer) && said.Length <= ReplyBounds.Error && FindError(wire, said, chunk) is { } error ? new StreamEvent(StreamEventKind.Error, chunk, error)
                    : chunk.EndsStream ? new StreamEvent(StreamEventKind.Done, chunk)
                    : new StreamEvent(chunk.SpeaksOfAnswer || chunk.Usage is not null ? StreamEventKind.Chunk : StreamEventKind.Unknown, chunk);
            case JsonTokenType.Null:
                return new StreamEvent(StreamEventKind.Unknown);
            default:
                reader.Skip();
                return new StreamEvent(StreamEventKind.Unreadable);
        }
    }

    private static JsonElement? FindError(IWire wire, ReadOnlySpan<byte> said, AnswerChunk chunk)
    {
        var reader = new Utf8JsonReader(said);
        return wire.FindError(JsonElement.ParseValue(ref reader), chunk.HasAnswer);
    }

    /// <summary>The data without spaces and without the field names of a server that writes them twice (<c>data: data: {</c>).</summary>
    public static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> data)
    {
        data = JsonText.Trim(data);
        while (data.StartsWith("data:"u8))
        {
            data = JsonText.Trim(data.Slice("data:".Length));
        }

        return data;
    }

    private static bool IsDone(ReadOnlySpan<byte> data) => data.Length is > 4 and < 12 && Encoding.ASCII.GetString(data.ToArray()).Trim('"', '[', ']').Equals("DONE", StringComparison.OrdinalIgnoreCase);

    /// <summary>The content of an error event; its text if it is not JSON.</summary>
    private static JsonElement ErrorOf(ReadOnlySpan<byte> data)
    {
        data = data.Slice(0, Math.Min(data.Length, ReplyBounds.Error));
        try
        {
            var reader = new Utf8JsonReader(data);
            var root = JsonElement.ParseValue(ref reader);
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null ? error : root;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            using var text = JsonDocument.Parse($"\"{JsonEncodedText.Encode(JsonText.OfBytes(data))}\"");
            return text.RootElement.Clone();
        }
    }
}
