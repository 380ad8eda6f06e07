using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Puts the results of tools at once after the message whose calls they answer: OpenAI refuses anything between them, which other formats allow.</summary>
internal static class MessageOrder
{
    /// <summary>The messages in the order in which they are sent; the same list if it has no results.</summary>
    public static IReadOnlyList<ChatMessage> Of(IReadOnlyList<ChatMessage> messages)
    {
        if (messages.All(message => message.IsTextAlone || message.ToolResults.Count == 0))
        {
            return messages;
        }

        var turns = new List<Turn>();
        foreach (var message in messages)
        {
            Add(turns, message);
        }

        return [.. turns.SelectMany(turn => turn.ToMessages())];
    }

    private static void Add(List<Turn> turns, ChatMessage message)
    {
        var left = new List<ChatPart>();
        foreach (var part in message.Parts)
        {
            // The same id may be in several turns: the last one with it asked.
            if (part is ChatToolResult result && turns.FindLast(turn => turn.Waits(result)) is { } asked)
            {
                asked.Take(result);
            }
            else
            {
                left.Add(part);
            }
        }

        if (left.Count == message.Parts.Count)
        {
            turns.Add(new Turn(message));
        }
        else if (left.Count > 0)
        {
            turns.Add(new Turn(new ChatMessage("user", left)));
        }
    }

    private sealed class Turn(ChatMessage message)
    {
        private readonly List<string> _open = [.. message.IsTextAlone ? [] : message.ToolCalls.Select(call => call.Id)];
        private readonly List<ChatToolResult> _results = [];

        public bool Waits(ChatToolResult result) => _open.Contains(result.CallId);

        public void Take(ChatToolResult result)
        {
            _open.Remove(result.CallId);
            _results.Add(result);
        }

        public IEnumerable<ChatMessage> ToMessages() => _results.Count == 0 ? [message] : [message, ChatMessage.Tool([.. _results])];
    }
}
