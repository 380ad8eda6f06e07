using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Anthropic;

/// <summary>The ids of tool calls as they are sent: unique, and of the letters that the provider allows. An id that the provider gave itself stays as it is.</summary>
internal sealed class ToolIds
{
    private static readonly Regex Refused = new("[^a-zA-Z0-9_-]", RegexOptions.CultureInvariant);
    private readonly List<(ChatToolCall Call, string Id)> _sent = [];
    private readonly List<(string Given, string Sent, int Turn)> _open = [];
    private readonly Dictionary<ChatToolResult, string> _results = new(ByReference.Instance);

    /// <summary>Adds a call that is sent in a turn, and waits for its result.</summary>
    public void Add(ChatToolCall call, int turn)
    {
        var id = Unique(call.Id.Length == 0 ? "call" : Refused.Replace(call.Id, "_"));
        _sent.Add((call, id));
        _open.Add((call.Id, id, turn));
    }

    /// <summary>The turn of the call that a result answers; null if no call waits for it.</summary>
    public int? Answer(ChatToolResult result)
    {
        // The same id may be in several turns: the last one with it asked. Within a turn, results go by their order.
        var turn = _open.Where(call => call.Given == result.CallId).Select(call => (int?)call.Turn).Max();
        if (turn is null)
        {
            return null;
        }

        var place = _open.FindIndex(call => call.Given == result.CallId && call.Turn == turn);
        _results[result] = _open[place].Sent;
        _open.RemoveAt(place);
        return turn;
    }

    public string Of(ChatToolCall call) => _sent.First(sent => ReferenceEquals(sent.Call, call)).Id;

    public string Of(ChatToolResult result) => _results[result];

    private string Unique(string id)
    {
        var unique = id;
        for (var number = 2; _sent.Any(sent => sent.Id == unique); number++)
        {
            unique = id + "_" + number.ToString(CultureInfo.InvariantCulture);
        }

        return unique;
    }

    // Two results may say the same.
    private sealed class ByReference : IEqualityComparer<ChatToolResult>
    {
        public static ByReference Instance { get; } = new();

        public bool Equals(ChatToolResult? one, ChatToolResult? other) => ReferenceEquals(one, other);

        public int GetHashCode(ChatToolResult result) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(result);
    }
}
