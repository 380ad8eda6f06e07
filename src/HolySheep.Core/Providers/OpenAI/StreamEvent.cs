using System;
using System.Text;
using System.Text.Json;
using HolySheep.Providers.Exchange;
using HolySheep.Transport;

namespace HolySheep.Providers.OpenAI;

/// <summary>A parsed server-sent event.</summary>
internal sealed class StreamEvent(StreamEventKind kind, AnswerChunk? chunk = null, JsonElement error = default)
{
    // This many events without a blank line between them are not a stream.
    private const int MostValues = 10_000;

    private static readonly StreamEvent Skipped = new(StreamEventKind.Unknown);

    public StreamEventKind Kind { get; } = kind;

    public AnswerChunk? Chunk { get; } = chunk;

    public JsonElement Error { get; } = error;

    /// <summary>The rest of the same event, if its server omitted the blank line between two; null if there is none.</summary>
    public StreamEvent? Next { get; private set; }

    public static StreamEvent Read(string eventType, ReadOnlySpan<byte> data)
    {
        data = JsonText.Trim(data);
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

            var read = ReadOne(eventType, ref data);
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
    private static StreamEvent ReadOne(string eventType, ref ReadOnlySpan<byte> data)
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
            var read = ReadValue(ref reader, value);
            data = JsonText.Trim(value.Slice((int)reader.BytesConsumed));
            if (data.IsEmpty || data[0] == (byte)'{' || IsDone(data))
            {
                return read;
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or with unpaired surrogates in names.
        }

        // Events with other names are skipped unless they contain choices; an unnamed event that cannot be read is a fault.
        data = default;
        return new StreamEvent(eventType == "message" || value.IndexOf("\"choices\""u8) >= 0 ? StreamEventKind.Unreadable : StreamEventKind.Unknown);
    }

    private static StreamEvent ReadValue(ref Utf8JsonReader reader, ReadOnlySpan<byte> value)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var chunk = ChunkReader.Read(ref reader);
                var said = value.Slice(0, (int)reader.BytesConsumed);
                if (chunk.Usage is not null || chunk.FinishReason is not null)
                {
                    // Once or twice in a stream: what else comes with the last words.
                    chunk.Extra = ExtraReader.Read(said, withChoice: false);
                }

                return (chunk.MayBeError || !chunk.HasChoice) && said.Length <= ReplyBounds.Error && FindError(said, chunk) is { } error ? new StreamEvent(StreamEventKind.Error, chunk, error)
                    : new StreamEvent(chunk.ListsChoices || chunk.Usage is not null ? StreamEventKind.Chunk : StreamEventKind.Unknown, chunk);
            case JsonTokenType.Null:
                return new StreamEvent(StreamEventKind.Unknown);
            default:
                reader.Skip();
                return new StreamEvent(StreamEventKind.Unreadable);
        }
    }

    private static JsonElement? FindError(ReadOnlySpan<byte> said, AnswerChunk chunk)
    {
        var reader = new Utf8JsonReader(said);
        return ErrorLook.Find(JsonElement.ParseValue(ref reader), chunk.HasChoice);
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
            using var text = JsonDocument.Parse($"\"{JsonEncodedText.Encode(Encoding.UTF8.GetString(data.ToArray()))}\"");
            return text.RootElement.Clone();
        }
    }
}
