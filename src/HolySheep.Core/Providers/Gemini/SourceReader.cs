using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads the sources of an answer: of grounding, and of passages that the model quotes.</summary>
internal static class SourceReader
{
    // A list of more is not one of sources.
    private const int Most = 1_000;
    private static readonly string[] Searches = ["webSearchQueries", "imageSearchQueries", "retrievalQueries", "groundingChunks"];
    private static readonly string[] Kinds = ["web", "retrievedContext", "maps", "image"];

    /// <summary>The quoted passages, with their places.</summary>
    public static IEnumerable<ChatCitation> OfCitations(ref Utf8JsonReader reader)
    {
        var metadata = JsonElement.ParseValue(ref reader);
        return List(metadata, "citations").Concat(List(metadata, "citationSources")).Take(Most)
            .Select(source => new ChatCitation(Text(source, "uri"), Text(source, "title")) { Start = Place(source, "startIndex"), End = Place(source, "endIndex") })
            .Where(IsSource).ToList();
    }

    /// <summary>The sources of grounding: each with every passage that it supports, or alone if it supports none.</summary>
    public static IEnumerable<ChatCitation> OfGrounding(JsonElement metadata)
    {
        var sources = List(metadata, "groundingChunks").Take(Most).Select(Source).ToList();
        var citations = new List<ChatCitation>();
        foreach (var support in List(metadata, "groundingSupports").Take(Most))
        {
            var segment = JsonMember.Of(support, "segment");
            foreach (var index in List(support, "groundingChunkIndices"))
            {
                if (index.ValueKind == JsonValueKind.Number && index.TryGetInt32(out var number) && number >= 0 && number < sources.Count && citations.Count < Most)
                {
                    // A place at the very beginning is left out of the JSON.
                    citations.Add(sources[number] with { Start = Place(segment, "startIndex") ?? (Place(segment, "endIndex") is null ? null : 0), End = Place(segment, "endIndex") });
                }
            }
        }

        citations.AddRange(sources.Where(source => !citations.Any(citation => citation.Url == source.Url && citation.Title == source.Title)).ToList());
        return citations.Where(IsSource);
    }

    /// <summary>Whether the provider searched, which it bills by query. [ai.google.dev: grounding with Google Search, pricing]</summary>
    public static bool IsSearch(JsonElement metadata) => Searches.Any(name => List(metadata, name).Any());

    private static ChatCitation Source(JsonElement chunk)
    {
        var source = Kinds.Select(kind => JsonMember.Of(chunk, kind)).FirstOrDefault(member => member.ValueKind == JsonValueKind.Object);
        return new ChatCitation(Text(source, "uri") ?? Text(source, "sourceUri"), Text(source, "title")) { Quote = Text(source, "text") };
    }

    private static bool IsSource(ChatCitation citation) => citation.Url is not null || citation.Title is not null;

    private static IEnumerable<JsonElement> List(JsonElement parent, string name) =>
        JsonMember.Of(parent, name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    private static int? Place(JsonElement parent, string name) => JsonMember.Of(parent, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var place) && place >= 0 ? place : null;

    private static string? Text(JsonElement parent, string name)
    {
        try
        {
            return JsonMember.Text(parent, name);
        }
        catch (InvalidOperationException)
        {
            // Half a character: a source is not worth the answer.
            return null;
        }
    }
}
