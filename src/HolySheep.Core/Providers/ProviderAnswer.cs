using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Providers.Answers;

namespace HolySheep.Providers;

/// <summary>A provider's complete answer, in vendor-neutral terms.</summary>
internal sealed record ProviderAnswer
{
    /// <summary>The member of <see cref="Extra"/> that holds pictures, as a list of the provider's own JSON.</summary>
    public const string PictureMember = "images";

    private static readonly Dictionary<string, string> NoExtra = [];

    public required string Content { get; init; }

    public string? Reasoning { get; init; }

    /// <summary>What the provider wants back with its reasoning; null if nothing.</summary>
    public ProviderData? ReasoningData { get; init; }

    public string? Refusal { get; init; }

    public IReadOnlyList<ChatToolCall> ToolCalls { get; init; } = [];

    /// <summary>Reasoning, text and tool calls in the order in which the model wrote them; null if the usual order says the same.</summary>
    public IReadOnlyList<ChatPart>? Parts { get; init; }

    /// <summary>The meaning of the provider's finish reason.</summary>
    public AnswerEnd End { get; init; }

    /// <summary>Why it ended: <c>stop</c>, <c>length</c>, <c>tool_calls</c>, <c>content_filter</c> or the provider's own word; null if it gave none.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's own word for why it ended; null if it gave none.</summary>
    public string? FinishReasonRaw { get; init; }

    /// <summary>The provider's explanation of why it ended; null if it gave none.</summary>
    public string? FinishDetail { get; init; }

    public IReadOnlyList<ChatCitation> Citations { get; init; } = [];

    /// <summary>The number of pictures that the model made.</summary>
    public int Pictures { get; init; }

    /// <summary>Whether it holds something for the caller that no property here does, such as a call of a tool of the provider's own kind; only who reads the original can use it.</summary>
    public bool HasOther { get; init; }

    /// <summary>Whether it holds work of the provider's own that no property here does, such as a call of a tool that it runs itself; without any text it is an answer for who reads the original.</summary>
    public bool HasOwnWork { get; init; }

    /// <summary>Members of the answer that no other property holds: name to JSON text.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = NoExtra;

    /// <summary>The answer as it came, in UTF-8, if the request was passed on; otherwise null.</summary>
    public byte[]? Original { get; init; }

    /// <summary>The provider's own events after the last piece, if they are passed on; null if they are not, or if a key is in what came.</summary>
    public IReadOnlyList<OriginalEvent>? LastEvents { get; init; }

    /// <summary>True if a piece of the stream could not be read and was left out.</summary>
    public bool LacksPiece { get; init; }

    /// <summary>The token counts; null if the provider sent none.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>What is billed beside the tokens, or at another price than theirs; null if nothing is known of it.</summary>
    public string? OtherCharge { get; init; }

    public string? ModelReported { get; init; }

    public string? Id { get; init; }

    public DateTimeOffset? Created { get; init; }

    public string? RequestId { get; init; }

    public int Status { get; init; }

    /// <summary>The clock's timestamp of the first text; null if the answer came in one piece.</summary>
    public long? FirstTextAt { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The answer as the message that goes into the next call: a text alone if it is one.</summary>
    public ChatMessage ToMessage()
    {
        if (Parts is null && string.IsNullOrEmpty(Reasoning) && ReasoningData is null && ToolCalls.Count == 0 && Citations.Count == 0)
        {
            return ChatMessage.Assistant(Content);
        }

        if (Parts is not null)
        {
            return new ChatMessage("assistant", [.. Parts, .. Citations]);
        }

        var parts = new List<ChatPart>();
        if (!string.IsNullOrEmpty(Reasoning) || ReasoningData is not null)
        {
            parts.Add(new ChatReasoning(Reasoning ?? "") { ProviderData = ReasoningData });
        }

        if (Content.Length > 0)
        {
            parts.Add(new ChatText(Content));
        }

        return new ChatMessage("assistant", [.. parts, .. Citations, .. ToolCalls]);
    }

    /// <summary>Everything that the model wrote, including reasoning and tool calls; for estimates.</summary>
    public string Generated => string.Concat([Reasoning, Content, .. ToolCalls.Select(tool => tool.Name + tool.Arguments)]);
}
