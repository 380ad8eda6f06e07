using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>A conversation with tool calls, and what of it was sent.</summary>
internal static class ToolTalk
{
    /// <summary>A question, calls of the tool <c>look</c> with these ids, and their results.</summary>
    public static List<ChatMessage> Of(params string[] ids) =>
    [
        ChatMessage.User("Go."),
        new ChatMessage("assistant", [.. ids.Select(id => new ChatToolCall(id, "look", "{}"))]),
        ChatMessage.Tool([.. ids.Select(id => new ChatToolResult(id, "seen"))]),
    ];

    /// <summary>The ids of calls and results, in the order of the messages.</summary>
    public static string[] Ids(JsonElement body) =>
    [
        .. body.GetProperty("messages").EnumerateArray().SelectMany(message =>
            message.TryGetProperty("tool_calls", out var calls) ? calls.EnumerateArray().Select(call => call.GetProperty("id").GetString()!)
            : message.TryGetProperty("tool_call_id", out var id) ? [id.GetString()!]
            : (IEnumerable<string>)[]),
    ];
}
