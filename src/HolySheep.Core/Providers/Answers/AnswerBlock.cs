using System;
using System.Collections.Generic;
using System.Text;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>One block of an answer: reasoning, text or tool calls.</summary>
/// <param name="number">The wire's number of it; null if the wire numbers none.</param>
/// <param name="kind">What it begins with.</param>
internal sealed class AnswerBlock(int? number, BlockKind kind)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _refusal = new();
    private readonly CharacterJoiner _joiner = new();
    private List<string>? _data;
    private int _calls;

    public int? Number { get; } = number;

    /// <summary>What it holds, in the usual order of an answer.</summary>
    public BlockKind Kind { get; private set; } = kind;

    /// <summary>True if the provider wants something back with it.</summary>
    public bool HasData => _data is not null;

    public void Add(MessagePiece piece)
    {
        if ((piece.ReasoningData ?? piece.ContentData) is { } data)
        {
            (_data ??= []).Add(data);
        }

        if (KindOf(piece) is var kind and not BlockKind.Text)
        {
            Kind = kind;
        }

        _text.Append(_joiner.Add(piece.Reasoning + piece.Content));
        _refusal.Append(piece.Refusal);
        _calls = Math.Max(_calls, piece.ToolCalls?.Count ?? 0);
    }

    /// <summary>What the pieces so far have not said of the whole block; where they say something else, they stand.</summary>
    public MessagePiece Rest(MessagePiece whole) => new()
    {
        Block = whole.Block,
        Content = Rest(_text, _joiner.Held, whole.Content),
        ContentData = whole.ContentData,
        Reasoning = Rest(_text, _joiner.Held, whole.Reasoning),
        ReasoningData = whole.ReasoningData,
        Refusal = Rest(_refusal, "", whole.Refusal),
        ToolCalls = whole.ToolCalls,
        Citations = whole.Citations,
    };

    /// <summary>What a piece holds.</summary>
    public static BlockKind KindOf(MessagePiece piece) => piece.ToolCalls is { Count: > 0 } ? BlockKind.ToolCalls
        : piece.ReasoningData is not null || !string.IsNullOrEmpty(piece.Reasoning) ? BlockKind.Reasoning
        : BlockKind.Text;

    /// <summary>Whether a piece without a number goes on in this block.</summary>
    public bool Continues(MessagePiece piece) =>
        Number is null && Kind != BlockKind.ToolCalls && Kind == KindOf(piece) && !HasData && piece.ReasoningData is null && piece.ContentData is null;

    /// <summary>The block as parts of a message; takes its tool calls from those that are left.</summary>
    public IEnumerable<ChatPart> ToParts(Queue<ChatToolCall> left, Func<string, ProviderData?> wrap)
    {
        var text = _text.Append(_joiner.Finish()).ToString();
        var data = _data is null ? null : wrap(string.Join("\n", _data));
        if (Kind == BlockKind.Reasoning)
        {
            yield return new ChatReasoning(text) { ProviderData = data };
        }
        else if (text.Length > 0)
        {
            yield return new ChatText(text) { ProviderData = data };
        }

        for (var call = 0; call < _calls && left.Count > 0; call++)
        {
            yield return left.Dequeue();
        }
    }

    /// <param name="said">The pieces so far.</param>
    /// <param name="held">The half of a character at their end, which the rest may complete.</param>
    /// <param name="whole">The whole text, whose halves of characters may stand as they came or as U+FFFD.</param>
    private static string? Rest(StringBuilder said, string held, string? whole) =>
        string.IsNullOrEmpty(whole) || said.Length + held.Length == 0 ? whole
        : said.ToString() is var text ? After(text + held, whole!) ?? After(text + CharacterJoiner.Whole(held), CharacterJoiner.Whole(whole!))
        : null;

    private static string? After(string said, string whole) => whole.StartsWith(said, StringComparison.Ordinal) ? whole.Substring(said.Length) : null;
}
