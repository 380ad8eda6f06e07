using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Providers;
using HolySheep.Schema;

namespace HolySheep.Calls;

/// <summary>Finds the structured text of an answer: models comment on their work in a text of its own before it.</summary>
internal static class StructuredText
{
    /// <summary>The answer with its last text as content if a schema was given and that text alone is JSON; otherwise the same answer.</summary>
    public static ProviderAnswer Of(ProviderAnswer answer, ChatRequest request) =>
        request.JsonSchema is not null && answer.Parts?.OfType<ChatText>().ToList() is { Count: > 1 } texts && !IsJson(answer.Content) && IsJson(texts[texts.Count - 1].Text)
            ? answer with { Content = texts[texts.Count - 1].Text }
            : answer;

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(HalfEscapes.Repair(text)).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
