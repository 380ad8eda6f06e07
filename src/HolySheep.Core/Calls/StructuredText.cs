using System;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Providers;
using HolySheep.Schema;

namespace HolySheep.Calls;

/// <summary>Finds the JSON of an answer for which a schema was given: models comment on their work in a text of its own before it, and write it as a block of Markdown.</summary>
internal static class StructuredText
{
    private const string Fence = "```";

    /// <summary>The answer with its JSON alone as content; the same answer if none was asked for, or if there is none or nothing else.</summary>
    public static ProviderAnswer Of(ProviderAnswer answer, ChatRequest request)
    {
        if (request.JsonSchema is null || JsonDocuments.IsJson(answer.Content))
        {
            return answer;
        }

        var last = answer.Parts?.OfType<ChatText>().LastOrDefault()?.Text ?? answer.Content;

        // A caller who gets the provider's own bytes would get the fence with them.
        var isPassedOn = answer.Original is not null || answer.LastEvents is not null;
        return JsonDocuments.IsJson(last) ? answer with { Content = last }
            : !isPassedOn && Unfenced(last) is { } inner && JsonDocuments.IsJson(inner) ? answer with { Content = inner }
            : answer;
    }

    /// <summary>What a block of Markdown around the whole text holds; null if there is none.</summary>
    private static string? Unfenced(string text)
    {
        text = text.Trim();
        var line = text.IndexOf('\n');
        return line >= 0 && line <= text.Length - Fence.Length && text.StartsWith(Fence, StringComparison.Ordinal) && text.EndsWith(Fence, StringComparison.Ordinal)
            ? text.Substring(line, text.Length - Fence.Length - line).Trim()
            : null;
    }
}
