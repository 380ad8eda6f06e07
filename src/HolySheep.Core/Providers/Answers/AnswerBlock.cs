using System;
using System.Collections.Generic;
using System.Text;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>One block of an answer as the wire numbers it: reasoning, text or tool calls.</summary>
internal sealed class AnswerBlock(int number)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private List<string>? _data;
    private int _calls;

    public int Number { get; } = number;

    /// <summary>What it holds, in the usual order of an answer.</summary>
    public BlockKind Kind { get; private set; } = BlockKind.Text;

    /// <summary>True if the provider wants something back with it.</summary>
    public bool HasData => _data is not null;

    public void Add(MessagePiece piece)
    {
        if (piece.ReasoningData is { } data)
        {
            Kind = BlockKind.Reasoning;
            (_data ??= []).Add(data);
        }

        if (!string.IsNullOrEmpty(piece.Reasoning))
        {
            Kind = BlockKind.Reasoning;
        }

        _text.Append(piece.Reasoning).Append(piece.Content);
        _refusal.Append(piece.Refusal);
        if (piece.ToolCalls is { Count: > 0 } calls)
        {
            Kind = BlockKind.ToolCalls;
            _calls = Math.Max(_calls, calls.Count);
        }
    }

    /// <summary>What the pieces so far have not said of the whole block; where they say something else, they stand.</summary>
    public MessagePiece Rest(MessagePiece whole) => new()
    {
        Block = whole.Block,
        Content = Rest(_text, whole.Content),
        Reasoning = Rest(_text, whole.Reasoning),
        ReasoningData = whole.ReasoningData,
        Refusal = Rest(_refusal, whole.Refusal),
        ToolCalls = whole.ToolCalls,
        Citations = whole.Citations,
    };

    /// <summary>The block as parts of a message; takes its tool calls from those that are left.</summary>
    public IEnumerable<ChatPart> ToParts(Queue<ChatToolCall> left, Func<string, ProviderData?> wrap)
    {
        if (Kind == BlockKind.Reasoning)
        {
            yield return new ChatReasoning(_text.ToString()) { ProviderData = _data is null ? null : wrap(string.Join("\n", _data)) };
        }
        else if (_text.Length > 0)
        {
            yield return new ChatText(_text.ToString());
        }

        for (var call = 0; call < _calls && left.Count > 0; call++)
        {
            yield return left.Dequeue();
        }
    }

    private static string? Rest(StringBuilder said, string? whole) =>
        string.IsNullOrEmpty(whole) || said.Length == 0 ? whole
        : said.ToString() is var text && whole!.StartsWith(text, StringComparison.Ordinal) ? whole.Substring(text.Length)
        : null;
}
