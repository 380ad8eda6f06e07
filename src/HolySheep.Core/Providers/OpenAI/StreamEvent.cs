using System;
using System.Text.Json;

namespace HolySheep.Providers.OpenAI;

/// <summary>One server-sent event, read.</summary>
internal readonly record struct StreamEvent(StreamEventKind Kind, CompletionDto? Chunk = null)
{
    public static StreamEvent Read(string eventType, ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty)
        {
            return new StreamEvent(StreamEventKind.Unknown);
        }

        if (data.SequenceEqual("[DONE]"u8) || data.SequenceEqual("[DONE] "u8))
        {
            return new StreamEvent(StreamEventKind.Done);
        }

        try
        {
            if (eventType == "error")
            {
                return new StreamEvent(StreamEventKind.Error, new CompletionDto { Error = ErrorOf(data) });
            }

            if (JsonSerializer.Deserialize(data, OpenAIJsonContext.Default.CompletionDto) is not { } chunk)
            {
                return new StreamEvent(StreamEventKind.Unknown);
            }

            var error = chunk.Error ?? chunk.Choice?.Error;
            if (error is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) })
            {
                chunk.Error = error;
                return new StreamEvent(StreamEventKind.Error, chunk);
            }

            return new StreamEvent(chunk.Choices is null && chunk.Usage is null ? StreamEventKind.Unknown : StreamEventKind.Chunk, chunk);
        }
        catch (JsonException)
        {
            // Events of other names are not ours to read; an unnamed one that cannot be read is a fault.
            return new StreamEvent(eventType is "message" or "error" ? StreamEventKind.Unreadable : StreamEventKind.Unknown);
        }
    }

    private static JsonElement ErrorOf(ReadOnlySpan<byte> data)
    {
        var reader = new Utf8JsonReader(data);
        var root = JsonElement.ParseValue(ref reader);
        return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("error", out var error) ? error : root;
    }
}
