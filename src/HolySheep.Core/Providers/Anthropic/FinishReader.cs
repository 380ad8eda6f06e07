using System;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Reads why an answer ended, and keeps what nothing else reads.</summary>
internal static class FinishReader
{
    /// <summary>Reads the member that the reader stands on; false, with the reader where it was, if it does not say why the answer ended.</summary>
    public static bool Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk)
    {
        if (reader.ValueTextEquals("stop_reason"u8))
        {
            reader.Read();
            chunk.FinishReason = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : Skip(ref reader);
            chunk.HasAnswer |= chunk.FinishReason is not null;

            // The answer may have no text, and be right: the caller goes on from it.
            chunk.HasOther |= chunk.FinishReason is "pause_turn" or "compaction";
            chunk.SpeaksOfAnswer |= chunk.FinishReason is not null;
            return true;
        }

        if (!reader.ValueTextEquals("stop_details"u8))
        {
            return false;
        }

        reader.Read();
        var details = reader;
        KeepExtra(ref reader, json, chunk, "stop_details");
        chunk.FinishDetail = ReadDetails(ref details) ?? chunk.FinishDetail;
        return true;
    }

    /// <summary>Keeps the value that the reader stands on, unless it says nothing.</summary>
    /// <param name="reader">Stands on the value, and afterwards on its end.</param>
    /// <param name="json">All of the JSON.</param>
    /// <param name="chunk">Takes it.</param>
    /// <param name="name">The member's name; null keeps nothing.</param>
    public static void KeepExtra(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, AnswerChunk chunk, string? name)
    {
        var start = (int)reader.TokenStartIndex;
        var says = reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
        reader.Skip();
        if (name is not null && says && json.Slice(start, (int)reader.BytesConsumed - start) is { Length: > 2 } value)
        {
            (chunk.Extra ??= [])[name] = JsonText.OfBytes(value);
        }
    }

    /// <summary>The provider's explanation, with its category; null if it gives neither.</summary>
    private static string? ReadDetails(ref Utf8JsonReader reader)
    {
        string? category = null, explanation = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isCategory, isExplanation) = (reader.ValueTextEquals("category"u8), reader.ValueTextEquals("explanation"u8));
            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : Skip(ref reader);
            category = isCategory ? text : category;
            explanation = isExplanation ? text : explanation;
        }

        return string.IsNullOrWhiteSpace(category) ? explanation : string.IsNullOrWhiteSpace(explanation) ? category : $"{explanation} ({category})";
    }

    private static string? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
