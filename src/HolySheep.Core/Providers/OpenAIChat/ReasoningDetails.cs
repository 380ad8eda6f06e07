using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Reads the text in details of reasoning, and writes them back as they came: as JSON texts, because escaped halves of characters are in no .NET text that JSON accepts.</summary>
internal static class ReasoningDetails
{
    // What grows from chunk to chunk within one detail.
    private static readonly string[] Growing = ["text", "summary", "data"];

    /// <summary>The text of a list of details, which some servers send nowhere else; null if it has none.</summary>
    public static string? TextOf(string list)
    {
        StringBuilder? text = null;
        foreach (var member in Read(list).Where(piece => piece.ValueKind == JsonValueKind.Object).SelectMany(piece => piece.EnumerateObject()))
        {
            if (NameOf(member) is "text" or "summary" && member.Value.ValueKind == JsonValueKind.String)
            {
                (text ??= new StringBuilder()).Append(TextOf(member.Value));
            }
        }

        return text?.ToString();
    }

    /// <summary>Writes the details as one list; nothing if there are none.</summary>
    /// <param name="writer">Stands in the message.</param>
    /// <param name="lists">The lists in which they came: pieces of one kind and place that follow each other are one detail.</param>
    public static void Write(Utf8JsonWriter writer, IEnumerable<string> lists)
    {
        var details = new List<List<JsonElement>>();
        foreach (var piece in lists.SelectMany(Read).Where(piece => piece.ValueKind == JsonValueKind.Object))
        {
            if (details.Count > 0 && details[details.Count - 1][0] is var first && IsSame(first, piece, "type") && IsSame(first, piece, "index"))
            {
                details[details.Count - 1].Add(piece);
            }
            else
            {
                details.Add([piece]);
            }
        }

        if (details.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("reasoning_details");
        foreach (var pieces in details)
        {
            WriteDetail(writer, pieces);
        }

        writer.WriteEndArray();
    }

    private static void WriteDetail(Utf8JsonWriter writer, List<JsonElement> pieces)
    {
        writer.WriteStartObject();
        foreach (var members in pieces.SelectMany(piece => piece.EnumerateObject()).Where(member => member.Value.ValueKind != JsonValueKind.Null).GroupBy(NameOf))
        {
            if (members.Key is null)
            {
                continue;
            }

            writer.WritePropertyName(members.Key);
            var texts = members.Select(member => member.Value.GetRawText()).ToList();
            writer.WriteRawValue(Growing.Contains(members.Key) && members.All(member => member.Value.ValueKind == JsonValueKind.String)
                ? "\"" + string.Concat(texts.Select(text => text.Substring(1, text.Length - 2))) + "\""
                : texts[texts.Count - 1]);
        }

        writer.WriteEndObject();
    }

    private static IEnumerable<JsonElement> Read(string list)
    {
        try
        {
            using var document = JsonDocument.Parse(list);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(piece => piece.Clone())] : [];
        }
        catch (JsonException)
        {
            // A conversation that was kept elsewhere may have been changed there.
            return [];
        }
    }

    private static string? TextOf(JsonElement text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text.GetRawText()));
        reader.Read();
        return JsonText.Read(ref reader);
    }

    /// <summary>The name of a member; null if it is not one, because it has half a character.</summary>
    private static string? NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsSame(JsonElement one, JsonElement other, string name) => RawOf(one, name) == RawOf(other, name);

    // A look by name would fail at the first name with half a character.
    private static string? RawOf(JsonElement detail, string name) =>
        detail.EnumerateObject().Where(member => NameOf(member) == name).Select(member => member.Value.GetRawText()).FirstOrDefault();
}
