using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Exchange;

/// <summary>Which tool calls of a conversation have a result after them: providers refuse a call without one. For one request, written once from its first message to its last.</summary>
internal sealed class ToolPairs
{
    // By reference: some providers give the same id in every turn.
    private readonly List<ChatToolCall> _answered = [];
    private readonly List<string> _open = [];
    private int _namelessCalls;
    private int _namelessResults;

    public ToolPairs(IReadOnlyList<ChatMessage> messages)
    {
        for (var place = 0; place < messages.Count; place++)
        {
            if (!messages[place].IsTextAlone)
            {
                Take(messages, place);
            }
        }
    }

    /// <summary>What the caller should know: the calls that are left out because nothing answers them; null if there are none.</summary>
    public string? Warning => _open.Count == 0 ? null : $"Tool calls without a result were left out of the conversation: {string.Join(", ", _open.Distinct())}.";

    public bool IsAnswered(ChatToolCall call) => _answered.Any(answered => ReferenceEquals(answered, call));

    /// <summary>The id that is sent for a call: some providers give none, and then calls and results go by their order.</summary>
    public string IdOf(ChatToolCall call) => call.Id.Length > 0 ? call.Id : Numbered(ref _namelessCalls);

    /// <summary>The id that is sent for the result of a call.</summary>
    public string IdOf(ChatToolResult result) => result.CallId.Length > 0 ? result.CallId : Numbered(ref _namelessResults);

    private void Take(IReadOnlyList<ChatMessage> messages, int place)
    {
        var calls = messages[place].ToolCalls;
        if (calls.Count == 0)
        {
            return;
        }

        // Results may come after the calls of a later turn, unless that one has the same id.
        var waiting = calls.ToList();
        for (var next = place + 1; next < messages.Count && waiting.Count > 0; next++)
        {
            var message = messages[next];
            if (!message.IsTextAlone)
            {
                waiting.RemoveAll(call => message.ToolCalls.Any(later => later.Id == call.Id));
                _answered.AddRange(message.ToolResults.Select(result => Take(waiting, result)).OfType<ChatToolCall>());
            }
        }

        _open.AddRange(calls.Where(call => !IsAnswered(call)).Select(call => call.Name));
    }

    private static ChatToolCall? Take(List<ChatToolCall> waiting, ChatToolResult result)
    {
        var answered = waiting.Find(call => call.Id == result.CallId);
        waiting.RemoveAll(call => ReferenceEquals(call, answered));
        return answered;
    }

    private static string Numbered(ref int number) => "call_" + (++number).ToString(CultureInfo.InvariantCulture);
}
