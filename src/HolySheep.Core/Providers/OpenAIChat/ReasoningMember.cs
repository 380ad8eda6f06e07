using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>The members that hold reasoning: servers that want it back with tool calls want it under the name that they gave it.</summary>
internal static class ReasoningMember
{
    private const string Details = "reasoning_details";
    private static readonly string[] Names = ["reasoning_content", "reasoning", "thinking"];

    // What grows from chunk to chunk within one detail.
    private static readonly string[] Growing = ["text", "summary", "data"];

    /// <summary>The name that the reader stands on; null if it is not one of reasoning.</summary>
    public static string? NameOf(ref Utf8JsonReader reader)
    {
        foreach (var name in Names)
        {
            if (reader.ValueTextEquals(name))
            {
                return name;
            }
        }

        return null;
    }

    /// <summary>The list of details in one line; null if there is none.</summary>
    public static string? ReadDetails(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var json = JsonText.ReadRaw(ref reader);
        return json == "[]" ? null : JsonText.OneLine(json);
    }

    /// <summary>Writes reasoning that came from the same target, as it wants it back.</summary>
    /// <param name="writer">Stands in the message.</param>
    /// <param name="reasoning">The reasoning.</param>
    /// <param name="data">What was kept of it: names of members and lists of details, one a line.</param>
    public static void Write(Utf8JsonWriter writer, ChatReasoning reasoning, string data)
    {
        var lines = data.Split('\n');
        if (lines.FirstOrDefault(line => Names.Contains(line)) is { } name)
        {
            writer.WriteString(name, reasoning.Text);
        }

        if (Joined(lines.Where(line => line.StartsWith("[", StringComparison.Ordinal))) is { Count: > 0 } details)
        {
            writer.WritePropertyName(Details);
            details.WriteTo(writer);
        }
    }

    /// <summary>Details that came in pieces, whole: pieces of one kind and place that follow each other are one.</summary>
    private static JsonArray Joined(IEnumerable<string> lists)
    {
        var joined = new JsonArray();
        foreach (var piece in lists.SelectMany(Read).OfType<JsonObject>())
        {
            if (joined.Count > 0 && joined[joined.Count - 1] is JsonObject last && Same(last, piece, "type") && Same(last, piece, "index"))
            {
                Append(last, piece);
            }
            else
            {
                joined.Add((JsonNode)piece.DeepClone());
            }
        }

        return joined;
    }

    private static JsonArray Read(string list)
    {
        try
        {
            return JsonNode.Parse(list) as JsonArray ?? [];
        }
        catch (JsonException)
        {
            // A conversation that was kept elsewhere may have been changed there.
            return [];
        }
    }

    private static void Append(JsonObject last, JsonObject piece)
    {
        foreach (var member in piece)
        {
            if (member.Value is { } value)
            {
                last[member.Key] = Growing.Contains(member.Key) && last[member.Key] is JsonValue before ? JsonValue.Create(before.ToString() + value) : value.DeepClone();
            }
        }
    }

    private static bool Same(JsonObject one, JsonObject other, string name) => one[name]?.ToJsonString() == other[name]?.ToJsonString();
}
