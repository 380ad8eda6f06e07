using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>The blocks of an answer in the order in which the model wrote them, for wires that have blocks.</summary>
internal sealed class AnswerBlocks
{
    private readonly List<AnswerBlock> _blocks = [];

    /// <summary>Adds a piece of a block, or several blocks at once.</summary>
    public void Add(MessagePiece piece)
    {
        foreach (var block in piece.Blocks ?? [piece])
        {
            Find(block).Add(block);
        }
    }

    /// <summary>What the pieces so far have not said of whole blocks, as one piece.</summary>
    public MessagePiece Rest(MessagePiece whole)
    {
        var blocks = (whole.Blocks ?? [whole]).Select(block => block.Block is null ? block : Find(block).Rest(block)).ToList();
        var rest = MessagePiece.Of(blocks, blocks.FindLast(block => block.ReasoningData is not null)?.ReasoningData);
        rest.IsWhole = true;
        return rest;
    }

    /// <summary>True if the block holds what the provider wants back, and nothing that the caller reads.</summary>
    public bool HoldsData(int number) => _blocks.Exists(block => block.Number == number && block is { HasData: true, Kind: BlockKind.Reasoning });

    /// <summary>Replaces the pieces with the blocks of a whole message.</summary>
    public void Replace(MessagePiece message)
    {
        _blocks.Clear();
        Add(message);
    }

    /// <summary>The parts in their order; null if text, reasoning and tool calls say the same without them.</summary>
    /// <param name="calls">The tool calls of the answer, in their order.</param>
    /// <param name="wrap">Names the target in what the provider wants back.</param>
    public IReadOnlyList<ChatPart>? ToParts(IReadOnlyList<ChatToolCall> calls, Func<string, ProviderData?> wrap)
    {
        var withData = _blocks.Count(block => block.HasData);
        var areNumbered = _blocks.All(block => block.Number is not null);
        if (areNumbered ? withData == 0 || (withData == 1 && InUsualOrder && !_blocks.Exists(block => block is { HasData: true, Kind: BlockKind.Text })) : withData == 0 && InUsualOrder)
        {
            return null;
        }

        var parts = new List<ChatPart>();
        var left = new Queue<ChatToolCall>(calls);
        foreach (var block in _blocks)
        {
            parts.AddRange(block.ToParts(left, wrap));
        }

        parts.AddRange(left);
        return parts;
    }

    private bool InUsualOrder => _blocks.Zip(_blocks.Skip(1), (one, next) => one.Kind <= next.Kind).All(inOrder => inOrder);

    private AnswerBlock Find(MessagePiece piece)
    {
        var known = piece.Block is null ? _blocks.Skip(_blocks.Count - 1).FirstOrDefault(last => last.Continues(piece)) : _blocks.FindLast(block => block.Number == piece.Block);
        if (known is null)
        {
            _blocks.Add(known = new AnswerBlock(piece.Block, AnswerBlock.KindOf(piece)));
        }

        return known;
    }
}
