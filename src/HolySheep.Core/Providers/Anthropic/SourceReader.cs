using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Reads the sources that a text names: pages of the web, search results, and places in the documents of the request.</summary>
internal static class SourceReader
{
    // A list of more is not one of sources.
    private const int Most = 1_000;

    /// <summary>The sources of the value that the reader stands on, one or a list; null if there are none.</summary>
    public static List<ChatCitation>? Read(ref Utf8JsonReader reader)
    {
        List<ChatCitation>? sources = null;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            Add(ref sources, ReadOne(ref reader));
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    Add(ref sources, ReadOne(ref reader));
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

        return sources;
    }

    private static void Add(ref List<ChatCitation>? sources, ChatCitation source)
    {
        if ((source.Url ?? source.Title ?? source.Quote) is not null && (sources ??= []).Count < Most)
        {
            sources.Add(source);
        }
    }

    // Places are in the document, not in the answer, so they are not the source's start and end.
    private static ChatCitation ReadOne(ref Utf8JsonReader reader)
    {
        var source = new ChatCitation(null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isUrl, isTitle, isQuote) = (reader.ValueTextEquals("url"u8) || reader.ValueTextEquals("source"u8), reader.ValueTextEquals("title"u8) || reader.ValueTextEquals("document_title"u8), reader.ValueTextEquals("cited_text"u8));
            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? JsonText.Read(ref reader) : Skip(ref reader);
            source = text is null ? source
                : isUrl ? source with { Url = text }
                : isTitle ? source with { Title = text }
                : isQuote ? source with { Quote = text }
                : source;
        }

        return source;
    }

    private static string? Skip(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return null;
    }
}
