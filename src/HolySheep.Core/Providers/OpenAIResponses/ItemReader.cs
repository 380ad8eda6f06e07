using System;
using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Reads an item of an answer, and a part of its content.</summary>
internal static class ItemReader
{
    /// <summary>The item that the reader stands on; null if it is not an object.</summary>
    public static OutputItem? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var item = new OutputItem();
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8))
            {
                reader.Read();
                ReadParts(ref reader, item.Content);
            }
            else if (reader.ValueTextEquals("summary"u8))
            {
                reader.Read();
                ReadParts(ref reader, item.Summary);
            }
            else if (reader.ValueTextEquals("arguments"u8))
            {
                reader.Read();
                item.Arguments = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? JsonText.ReadRaw(ref reader) : JsonText.Read(ref reader);
            }
            else if (reader.ValueTextEquals("environment"u8))
            {
                reader.Read();
                item.InContainer = JsonElement.ParseValue(ref reader) is var place && JsonMember.Of(place, "type") is { ValueKind: JsonValueKind.String } kind && !kind.ValueEquals("local");
            }
            else
            {
                ReadText(ref reader, item);
            }
        }

        if (item.ReturnsReasoning || item.IsPicture)
        {
            item.Raw = JsonText.OneLine(JsonText.OfBytes(json.Slice(start, (int)reader.BytesConsumed - start)));
        }

        return item;
    }

    /// <summary>The part of an item's content that the reader stands on; null if it is neither an object nor a text.</summary>
    public static OutputPart? ReadPart(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return JsonText.Read(ref reader) is { } only ? new OutputPart { Text = only } : null;
        }

        var part = new OutputPart();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isText, isRefusal) = (reader.ValueTextEquals("text"u8), reader.ValueTextEquals("refusal"u8));
            var isAnnotations = reader.ValueTextEquals("annotations"u8);
            reader.Read();
            if (isAnnotations)
            {
                part.Citations = CitationReader.Read(ref reader);
            }
            else if (isText)
            {
                part.Text = JsonText.Read(ref reader);
            }
            else if (isRefusal)
            {
                part.Refusal = JsonText.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return part;
    }

    private static void ReadParts(ref Utf8JsonReader reader, List<OutputPart> parts)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (ReadPart(ref reader) is { } only)
            {
                parts.Add(only);
            }

            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // A part that cannot be read keeps its place: events number them.
            parts.Add(ReadPart(ref reader) ?? new OutputPart());
        }
    }

    private static void ReadText(ref Utf8JsonReader reader, OutputItem item)
    {
        var (isType, isId, isCallId) = (reader.ValueTextEquals("type"u8), reader.ValueTextEquals("id"u8), reader.ValueTextEquals("call_id"u8));
        var (isName, isEncrypted) = (reader.ValueTextEquals("name"u8), reader.ValueTextEquals("encrypted_content"u8));
        var (isResult, isPhase, isExecution) = (reader.ValueTextEquals("result"u8), reader.ValueTextEquals("phase"u8), reader.ValueTextEquals("execution"u8));
        reader.Read();
        item.HasResult |= isResult && reader is { TokenType: JsonTokenType.String, ValueSpan.Length: > 0 };
        if (!isType && !isId && !isCallId && !isName && !isEncrypted && !isPhase && !isExecution)
        {
            reader.Skip();
            return;
        }

        var text = JsonText.Read(ref reader);
        item.Type = isType ? text : item.Type;
        item.Id = isId ? text : item.Id;
        item.CallId = isCallId ? text : item.CallId;
        item.Name = isName ? text : item.Name;
        item.Phase = isPhase ? text : item.Phase;
        item.IsOfClient |= isExecution && text == "client";
        item.IsEncrypted |= isEncrypted && !string.IsNullOrEmpty(text);
    }
}
