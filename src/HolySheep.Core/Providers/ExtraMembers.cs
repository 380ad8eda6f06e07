using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers;

/// <summary>What further members of the body mean to the wires: some they write themselves, some ask for what a call cannot return.</summary>
internal static class ExtraMembers
{
    private const string AnswerCount = "n";
    private static readonly HashSet<string> OwnMembers = new(StringComparer.Ordinal) { "model", "messages", "stream", "stream_options" };

    // The present member and the one before it.
    private static readonly string[] ToolMembers = ["tools", "functions"];

    /// <summary>What is wrong with them, with what to do; null if nothing is.</summary>
    public static (string Message, string Hint)? FindFault(ChatRequest request)
    {
        foreach (var member in request.ExtraBody)
        {
            if (OwnMembers.Contains(member.Key) || (request.Tools.Count > 0 && ToolMembers.Contains(member.Key)))
            {
                return ($"The extra member '{member.Key}' would replace one that HolySheep writes itself.", "Use the request's own option for it.");
            }

            // Of several answers all would be paid, and one could be returned.
            if (FindCount(member.Key, member.Value) is { } count && IsAboveOne(count.Value))
            {
                return ($"The extra member '{count.Name}' asks for {count.Value.Trim()} answers.", "A call returns one answer: leave it out, and call again for another.");
            }
        }

        return null;
    }

    /// <summary>True if the request offers tools, by its own list or by a further member of the body.</summary>
    public static bool OfferTools(ChatRequest request) => request.Tools.Count > 0 || ToolMembers.Any(request.ExtraBody.ContainsKey);

    /// <summary>The number of answers that a member asks for, with its name; null if it asks for none.</summary>
    private static (string Name, string Value)? FindCount(string name, string json)
    {
        if (name == AnswerCount)
        {
            return (name, json);
        }

        if (name != "generationConfig")
        {
            return null;
        }

        using var config = JsonDocument.Parse(json);
        return config.RootElement.ValueKind == JsonValueKind.Object && config.RootElement.TryGetProperty("candidateCount", out var count) ? (name + ".candidateCount", count.GetRawText()) : null;
    }

    private static bool IsAboveOne(string json) => double.TryParse(json.Trim().Trim('"'), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && count > 1;
}
