using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace HolySheep.Providers.Exchange.Reasoning;

/// <summary>Takes the reasoning out of a body that a caller wrote: what one provider signs or encrypts, another one refuses.</summary>
internal static class ReasoningCut
{
    private static readonly string[] Thoughts = ["thinking", "redacted_thinking"];
    private static readonly string[] Items = ["reasoning"];

    /// <summary>Takes the blocks of thoughts out of the messages; false if there are none.</summary>
    public static bool OfMessages(BodySplice body)
    {
        if (body.Find("messages") is not { ValueKind: JsonValueKind.Array } messages)
        {
            return false;
        }

        var kept = new List<string>();
        var isCut = false;
        var lacksThoughts = false;
        foreach (var message in messages.EnumerateArray())
        {
            var content = JsonMember.Of(message, "content");
            var blocks = content.ValueKind == JsonValueKind.Array ? Without(content, Thoughts) : null;
            isCut |= blocks is not null;
            lacksThoughts = Is(message, "role", ["assistant"]) ? blocks is not null : lacksThoughts && IsOfTools(content);
            if (blocks is null)
            {
                kept.Add(message.GetRawText());
            }
            else if (blocks.Count > 0)
            {
                kept.Add(With(message, blocks));
            }
        }

        if (!isCut)
        {
            return false;
        }

        body.Set("messages", ListOf(kept));
        if (lacksThoughts && body.Find("thinking") is { } thinking && Is(thinking, "type", ["enabled"]))
        {
            // With a budget for thoughts, a turn that waits for its tools must begin with them. [platform.claude.com: extended thinking]
            body.Set("thinking", "{\"type\":\"disabled\"}");
        }

        return true;
    }

    /// <summary>Takes the items of reasoning out of the input; false if there are none.</summary>
    public static bool OfInput(BodySplice body)
    {
        if (body.Find("input") is not { ValueKind: JsonValueKind.Array } input || Without(input, Items) is not { } kept)
        {
            return false;
        }

        body.Set("input", ListOf(kept));
        return true;
    }

    /// <summary>The items of a list without those of some types; null if there are none of them.</summary>
    private static List<string>? Without(JsonElement list, string[] types)
    {
        var kept = list.EnumerateArray().Where(item => !Is(item, "type", types)).Select(item => item.GetRawText()).ToList();
        return kept.Count < list.GetArrayLength() ? kept : null;
    }

    private static bool Is(JsonElement item, string name, string[] values) => JsonMember.Of(item, name) is { ValueKind: JsonValueKind.String } value && values.Any(value.ValueEquals);

    private static bool IsOfTools(JsonElement content) => content.ValueKind == JsonValueKind.Array && content.EnumerateArray().Any(block => Is(block, "type", ["tool_result"]));

    private static string With(JsonElement message, List<string> blocks)
    {
        var turn = new BodySplice(Encoding.UTF8.GetBytes(message.GetRawText()));
        turn.Set("content", ListOf(blocks));
        return Encoding.UTF8.GetString(turn.ToBytes());
    }

    private static string ListOf(IEnumerable<string> items) => $"[{string.Join(",", items)}]";
}
