using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers;

/// <summary>A provider's whole answer, in words that no vendor owns.</summary>
internal sealed record ProviderAnswer
{
    public required string Content { get; init; }

    public string? Reasoning { get; init; }

    public string? Refusal { get; init; }

    public IReadOnlyList<ChatToolCall> ToolCalls { get; init; } = [];

    /// <summary>What the provider's finish reason means.</summary>
    public AnswerEnd End { get; init; }

    /// <summary>Why it ended: <c>stop</c>, <c>length</c>, <c>tool_calls</c>, <c>content_filter</c> or the provider's own word; null if it gave none.</summary>
    public string? FinishReason { get; init; }

    /// <summary>Null where the provider sent none.</summary>
    public ChatUsage? Usage { get; init; }

    public string? ModelReported { get; init; }

    public string? Id { get; init; }

    public DateTimeOffset? Created { get; init; }

    public string? RequestId { get; init; }

    public int Status { get; init; }

    /// <summary>The clock's timestamp of the first text; null where the answer came in one piece.</summary>
    public long? FirstTextAt { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>All that the model wrote, reasoning and tool calls too; for estimates.</summary>
    public string Generated => string.Concat([Reasoning, Content, .. ToolCalls.Select(tool => tool.Name + tool.Arguments)]);
}
