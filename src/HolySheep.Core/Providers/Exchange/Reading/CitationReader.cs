using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Exchange.Reading;

/// <summary>Reads the sources that an answer names: <c>annotations</c> of the type <c>url_citation</c>.</summary>
internal static class CitationReader
{
    // A list of more is not one of sources.
    private const int Most = 1_000;

    /// <summary>The sources of the value that the reader stands on; null if there are none.</summary>
    public static List<ChatCitation>? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        List<ChatCitation>? citations = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject && ReadOne(ref reader) is { Url: not null } citation && (citations ??= []).Count < Most)
            {
                citations.Add(citation);
            }
        }

        return citations;
    }

    /// <summary>The source that the reader stands on; null if it is not an object.</summary>
    public static ChatCitation? ReadSingle(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return ReadOne(ref reader);
        }

        reader.Skip();
        return null;
    }

    private static ChatCitation ReadOne(ref Utf8JsonReader reader)
    {
        var citation = new ChatCitation(null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isInner, isUrl, isTitle, isQuote) = (reader.ValueTextEquals("url_citation"u8), reader.ValueTextEquals("url"u8), reader.ValueTextEquals("title"u8), reader.ValueTextEquals("content"u8));
            var (isStart, isEnd) = (reader.ValueTextEquals("start_index"u8), reader.ValueTextEquals("end_index"u8));
            reader.Read();
            if (isInner && reader.TokenType == JsonTokenType.StartObject)
            {
                citation = ReadOne(ref reader);
                continue;
            }

            var text = JsonText.Read(ref reader);
            citation = isUrl ? citation with { Url = text }
                : isTitle ? citation with { Title = text }
                : isQuote ? citation with { Quote = text }
                : isStart ? citation with { Start = Place(text) }
                : isEnd ? citation with { End = Place(text) }
                : citation;
        }

        return citation;
    }

    private static int? Place(string? text) => JsonText.Number(text) is >= 0 and < int.MaxValue and var place ? (int)place : null;
}
