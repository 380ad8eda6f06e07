using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Keeps members of an answer that nothing else reads, as JSON text; what is null, false or empty is left out.</summary>
internal static class ExtraReader
{
    /// <summary>The members of an object that was read before; null if there are none.</summary>
    /// <param name="said">The JSON of the object.</param>
    /// <param name="withChoice">Whether members of its first choice and message count too.</param>
    public static Dictionary<string, string>? Read(ReadOnlySpan<byte> said, bool withChoice)
    {
        Dictionary<string, string>? extra = null;
        var reader = new Utf8JsonReader(said);
        reader.Read();
        ReadObject(ref reader, said, withChoice, ref extra);
        return extra;
    }

    private static void ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> said, bool withChoice, ref Dictionary<string, string>? extra)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (IsInside(ref reader))
            {
                reader.Read();
                ReadInside(ref reader, said, withChoice, ref extra);
                continue;
            }

            var name = IsRead(ref reader) ? null : NameOf(ref reader);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            var says = Says(ref reader);
            reader.Skip();
            if (name is not null && says && said.Slice(start, (int)reader.BytesConsumed - start) is { Length: > 2 } json)
            {
                (extra ??= [])[name] = JsonText.OfBytes(json);
            }
        }
    }

    /// <summary>The first choice, or its message.</summary>
    private static void ReadInside(ref Utf8JsonReader reader, ReadOnlySpan<byte> said, bool withChoice, ref Dictionary<string, string>? extra)
    {
        if (withChoice && reader.TokenType == JsonTokenType.StartObject)
        {
            ReadObject(ref reader, said, withChoice, ref extra);
        }
        else if (withChoice && reader.TokenType == JsonTokenType.StartArray)
        {
            for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
            {
                if (first && reader.TokenType == JsonTokenType.StartObject)
                {
                    ReadObject(ref reader, said, withChoice, ref extra);
                }
                else
                {
                    reader.Skip();
                }
            }
        }
        else
        {
            reader.Skip();
        }
    }

    private static bool IsInside(ref Utf8JsonReader reader) => reader.ValueTextEquals("choices"u8) || reader.ValueTextEquals("message"u8);

    private static bool IsRead(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("id"u8) || reader.ValueTextEquals("object"u8) || reader.ValueTextEquals("created"u8) || reader.ValueTextEquals("model"u8) || reader.ValueTextEquals("usage"u8)
        || reader.ValueTextEquals("index"u8) || reader.ValueTextEquals("finish_reason"u8) || reader.ValueTextEquals("delta"u8) || reader.ValueTextEquals("text"u8)
        || reader.ValueTextEquals("role"u8) || reader.ValueTextEquals("content"u8) || reader.ValueTextEquals("refusal"u8) || reader.ValueTextEquals("tool_calls"u8)
        || reader.ValueTextEquals("function_call"u8) || reader.ValueTextEquals("annotations"u8) || reader.ValueTextEquals("reasoning_details"u8) || ReasoningMember.NameOf(ref reader) is not null;

    private static string? NameOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a character is not a name.
            return null;
        }
    }

    private static bool Says(ref Utf8JsonReader reader) => reader.TokenType is not (JsonTokenType.Null or JsonTokenType.False);
}
