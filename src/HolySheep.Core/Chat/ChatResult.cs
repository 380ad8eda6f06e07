using System;
using System.Collections.Generic;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;

namespace HolySheep.Chat;

/// <summary>A complete answer with its metadata.</summary>
public sealed record ChatResult
{
    private static readonly Dictionary<string, string> NoExtra = [];

    /// <summary>The answer.</summary>
    public required string Content { get; init; }

    /// <summary>The requested model.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that was sent to the answering target.</summary>
    public required string ModelUsed { get; init; }

    /// <summary>The provider's own name of the model; null if it gave none.</summary>
    public string? ModelReported { get; init; }

    /// <summary>The provider that answered.</summary>
    public required string Provider { get; init; }

    /// <summary>The number of attempts, including the answering one.</summary>
    public int AttemptCount => Attempts.Count;

    /// <summary>The targets that failed before the answering one.</summary>
    public int FallbackCount { get; init; }

    /// <summary>Every attempt, in order.</summary>
    public required IReadOnlyList<ChatAttempt> Attempts { get; init; }

    /// <summary>The answer's tokens.</summary>
    public required ChatUsage Usage { get; init; }

    /// <summary>The cost of all attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Why the cost is null.</summary>
    public string? CostReason { get; init; }

    /// <summary>From the call's start to the whole answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>From the call's start to the first text; null if the answer was not streamed.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>Why the model stopped; null only if the provider gave no reason.</summary>
    public string? FinishReason { get; init; }

    /// <summary>The provider's own word for why the model stopped; null if it gave none.</summary>
    public string? FinishReasonRaw { get; init; }

    /// <summary>The provider's id of the completion.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's id of the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id under which the ledger keeps the call; null if no ledger is kept.</summary>
    public string? CallId { get; init; }

    /// <summary>When the answer was kept that this call was given again, without asking a provider; null if one was asked.</summary>
    public DateTimeOffset? CachedAt { get; init; }

    /// <summary>When the answer was created.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>The messages and the answer, for the next call.</summary>
    public required IReadOnlyList<ChatMessage> Conversation { get; init; }

    /// <summary>The model's reasoning, if the provider shows it.</summary>
    public string? Reasoning { get; init; }

    /// <summary>The model's own words if it declined, otherwise null; it is the content too.</summary>
    public string? Refusal { get; init; }

    /// <summary>The tool calls that the model requests.</summary>
    public IReadOnlyList<ChatToolCall> ToolCalls { get; init; } = [];

    /// <summary>The tool calls that were answered before this answer, in order; empty if none was.</summary>
    public IReadOnlyList<ChatToolRun> ToolRuns { get; init; } = [];

    /// <summary>Sources that the answer names.</summary>
    public IReadOnlyList<ChatCitation> Citations { get; init; } = [];

    /// <summary>Members of the provider's answer that have no property here: name to JSON text.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = NoExtra;

    /// <summary>The answer as its provider gave it, if the request was passed on as its caller sent it; otherwise null.</summary>
    public OriginalBody? Original { get; init; }

    /// <summary>The number of pictures that the model made.</summary>
    internal int Pictures { get; init; }

    /// <summary>True if a piece of the answer could not be read and was left out.</summary>
    internal bool LacksPiece { get; init; }

    /// <summary>True if the token limit ended the answer.</summary>
    internal bool EndsAtLimit { get; init; }

    /// <summary>Warnings about this answer.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The answer.</summary>
    public override string ToString() => Content;
}
