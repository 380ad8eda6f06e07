using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat.Parts;

namespace HolySheep.Providers.Answers;

/// <summary>The model's output in one message or in one piece of it.</summary>
internal sealed class MessagePiece
{
    public string? Content { get; set; }

    public string? Reasoning { get; set; }

    /// <summary>What the provider wants back with its reasoning, in one line; null if nothing.</summary>
    public string? ReasoningData { get; set; }

    /// <summary>What the provider wants back with the content, in one line; null if nothing.</summary>
    public string? ContentData { get; set; }

    public string? Refusal { get; set; }

    /// <summary>A picture that the model made, as JSON; null if there is none.</summary>
    public string? Picture { get; set; }

    public List<ToolCallPiece>? ToolCalls { get; set; }

    public IReadOnlyList<ChatCitation>? Citations { get; set; }

    /// <summary>What the piece means instead of <see cref="ToolCalls"/> if its block holds data that the provider wants back, not a tool call; null if it means nothing else.</summary>
    public string? DataOrToolCalls { get; set; }

    /// <summary>The wire's number of the content block that this belongs to; null if the wire numbers none.</summary>
    public int? Block { get; set; }

    /// <summary>The blocks of a message or chunk in their order; the other members hold the same joined. One without a number continues the one before it, if both are of one kind and the provider wants nothing back with either. Null if the wire has no blocks.</summary>
    public IReadOnlyList<MessagePiece>? Blocks { get; set; }

    /// <summary>True if it says its blocks whole, so that only what their pieces have not said is new.</summary>
    public bool IsWhole { get; set; }

    /// <summary>Characters of all that is said.</summary>
    public long Length => (Content?.Length ?? 0L) + (Reasoning?.Length ?? 0) + (Refusal?.Length ?? 0)
        + (ToolCalls?.Sum(call => (call.Id?.Length ?? 0L) + (call.Name?.Length ?? 0) + (call.Arguments?.Length ?? 0)) ?? 0);

    public bool IsEmpty => string.IsNullOrEmpty(Content) && string.IsNullOrEmpty(Reasoning) && string.IsNullOrEmpty(Refusal) && ToolCalls is null;

    /// <summary>Blocks as one piece, which holds the same joined.</summary>
    /// <param name="blocks">The blocks in their order.</param>
    /// <param name="reasoningData">What the provider wants back with all of their reasoning; null if nothing.</param>
    public static MessagePiece Of(IReadOnlyList<MessagePiece> blocks, string? reasoningData) => new()
    {
        Blocks = blocks,
        Content = Join(blocks, block => block.Content),
        Reasoning = Join(blocks, block => block.Reasoning),
        ReasoningData = reasoningData,
        Refusal = Join(blocks, block => block.Refusal),
        ToolCalls = blocks.SelectMany(block => block.ToolCalls ?? []).ToList() is { Count: > 0 } calls ? calls : null,
        Citations = blocks.SelectMany(block => block.Citations ?? []).ToList() is { Count: > 0 } citations ? citations : null,
    };

    /// <summary>What the provider wants back with the reasoning of a whole message, a line for each block; null if nothing.</summary>
    public static string? ReasoningDataOf(IReadOnlyList<MessagePiece> blocks) =>
        string.Join("\n", blocks.Select(block => block.ReasoningData).OfType<string>()) is { Length: > 0 } data ? data : null;

    private static string? Join(IReadOnlyList<MessagePiece> blocks, Func<MessagePiece, string?> text) =>
        blocks.Count == 1 ? text(blocks[0]) : string.Concat(blocks.Select(text)) is { Length: > 0 } joined ? joined : null;
}
