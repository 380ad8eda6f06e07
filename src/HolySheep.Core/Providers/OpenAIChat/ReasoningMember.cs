using System;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>The members that hold reasoning: servers that want it back with tool calls want it under the name that they gave it.</summary>
internal static class ReasoningMember
{
    private static readonly string[] Names = ["reasoning_content", "reasoning", "thinking"];

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

        ReasoningDetails.Write(writer, lines.Where(line => line.StartsWith("[", StringComparison.Ordinal)));
    }
}
