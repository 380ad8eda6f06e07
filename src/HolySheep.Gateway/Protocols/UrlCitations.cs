using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols;

/// <summary>Writes the sources of an answer as OpenAI's formats name them: addresses, each with a place in the text.</summary>
internal static class UrlCitations
{
    /// <summary>The sources that have an address.</summary>
    public static IReadOnlyList<ChatCitation> Of(ChatResult result) => [.. result.Citations.Where(citation => citation.Url is not null)];

    /// <summary>Writes the members of a citation; one without a place supports the whole text.</summary>
    /// <param name="json">Stands in the object.</param>
    /// <param name="citation">The source.</param>
    /// <param name="length">The characters of the text.</param>
    public static void WriteMembers(Utf8JsonWriter json, ChatCitation citation, int length)
    {
        var end = Math.Min(citation.End ?? length, length);
        json.WriteNumber("start_index", Math.Min(citation.Start ?? 0, end));
        json.WriteNumber("end_index", end);
        json.WriteString("url", citation.Url);
        json.WriteString("title", citation.Title ?? citation.Url);
    }

    /// <summary>Writes the member <c>annotations</c> of a message of chat completions.</summary>
    public static void WriteInChat(Utf8JsonWriter json, IReadOnlyList<ChatCitation> citations, int length)
    {
        json.WriteStartArray("annotations");
        foreach (var citation in citations)
        {
            json.WriteStartObject();
            json.WriteString("type", "url_citation");
            json.WriteStartObject("url_citation");
            WriteMembers(json, citation, length);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>Writes an annotation of a text of Responses.</summary>
    public static void WriteInItem(Utf8JsonWriter json, ChatCitation citation, int length)
    {
        json.WriteStartObject();
        json.WriteString("type", "url_citation");
        WriteMembers(json, citation, length);
        json.WriteEndObject();
    }
}
