using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Caching;

/// <summary>A kept answer as JSON in UTF-8.</summary>
internal static class KeptAnswerFormat
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(KeptAnswer answer)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("at", Text(answer.At));
            json.WriteString("provider", answer.Provider);
            json.WriteString("model", answer.Model);
            json.WriteString("model_sent", answer.ModelSent);
            json.WriteString("model_reported", answer.ModelReported);
            json.WriteString("content", answer.Content);
            json.WriteString("reasoning", answer.Reasoning);
            if (!answer.Message.IsTextAlone || answer.Message.Content != answer.Content)
            {
                json.WritePropertyName("message");
                json.WriteRawValue(ConversationJson.Write([answer.Message]));
            }

            json.WriteString("finish_reason", answer.FinishReason);
            json.WriteString("finish_reason_raw", answer.FinishReasonRaw);
            json.WriteString("id", answer.Id);
            json.WriteString("request_id", answer.RequestId);
            json.WriteString("created", Text(answer.Created));
            json.WriteStartArray("usage");
            foreach (var count in (ReadOnlySpan<long>)
                [answer.Usage.PromptTokens, answer.Usage.CachedTokens, answer.Usage.CacheWriteTokens, answer.Usage.HourCacheWriteTokens, answer.Usage.CompletionTokens, answer.Usage.ReasoningTokens])
            {
                json.WriteNumberValue(count);
            }

            json.WriteEndArray();
            if (answer.Cost is { } cost)
            {
                json.WriteNumber("cost", cost);
            }

            json.WriteStartObject("extra");
            foreach (var member in answer.Extra)
            {
                json.WriteString(member.Key, member.Value);
            }

            json.WriteEndObject();
            json.WriteStartArray("pieces");
            foreach (var piece in answer.Pieces)
            {
                json.WriteNumberValue(piece.IsReasoning ? -piece.Length : piece.Length);
            }

            json.WriteEndArray();
            if (answer.LastEvents is { } last)
            {
                json.WriteStartArray("events");
                foreach (var piece in answer.Pieces)
                {
                    WriteEvents(json, piece.Events);
                }

                WriteEvents(json, last);
                json.WriteEndArray();
            }

            if (answer.Original is { } original)
            {
                json.WriteBase64String("original", original.Span);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null if it is damaged or of another version.</summary>
    public static KeptAnswer? Read(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var root = document.RootElement;
            var events = root.TryGetProperty("events", out var lists) ? lists.EnumerateArray().Select(ReadEvents).ToArray() : null;
            var counts = root.GetProperty("usage").EnumerateArray().Select(count => count.GetInt64()).ToArray();
            return new KeptAnswer
            {
                At = Time(root, "at"),
                Provider = Required(root, "provider"),
                Model = Required(root, "model"),
                ModelSent = Required(root, "model_sent"),
                ModelReported = Optional(root, "model_reported"),
                Content = Required(root, "content"),
                Reasoning = Optional(root, "reasoning"),
                Message = root.TryGetProperty("message", out var message) ? ConversationJson.Read(message.GetRawText()).Single() : ChatMessage.Assistant(Required(root, "content")),
                FinishReason = Optional(root, "finish_reason"),
                FinishReasonRaw = Optional(root, "finish_reason_raw"),
                Id = Optional(root, "id"),
                RequestId = Optional(root, "request_id"),
                Created = Time(root, "created"),
                Usage = new ChatUsage
                {
                    PromptTokens = counts[0],
                    CachedTokens = counts[1],
                    CacheWriteTokens = counts[2],
                    HourCacheWriteTokens = counts[3],
                    CompletionTokens = counts[4],
                    ReasoningTokens = counts[5],
                },
                Cost = root.TryGetProperty("cost", out var cost) ? cost.GetDecimal() : null,
                Extra = root.GetProperty("extra").EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!, StringComparer.Ordinal),
                Pieces = [.. root.GetProperty("pieces").EnumerateArray().Select((piece, number) => new KeptPiece(piece.GetInt32() < 0, Math.Abs(piece.GetInt32()), events?[number]))],
                LastEvents = events?[events.Length - 1],
                Original = root.TryGetProperty("original", out var original) ? original.GetBytesFromBase64() : default(ReadOnlyMemory<byte>?),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Name and data in turns.</summary>
    private static void WriteEvents(Utf8JsonWriter json, IReadOnlyList<OriginalEvent>? events)
    {
        json.WriteStartArray();
        for (var number = 0; number < events?.Count; number++)
        {
            json.WriteStringValue(events[number].Type);
            json.WriteStringValue(events[number].Data);
        }

        json.WriteEndArray();
    }

    private static OriginalEvent[] ReadEvents(JsonElement list)
    {
        var texts = list.EnumerateArray().Select(text => text.GetString()).ToArray();
        return [.. Enumerable.Range(0, texts.Length / 2).Select(number => new OriginalEvent(texts[2 * number], texts[(2 * number) + 1]!))];
    }

    private static string Required(JsonElement root, string name) => Optional(root, name) ?? throw new FormatException(name);

    private static string? Optional(JsonElement root, string name) => root.GetProperty(name).GetString();

    private static string Text(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(JsonElement root, string name) => DateTimeOffset.ParseExact(Required(root, name), "O", CultureInfo.InvariantCulture);
}
