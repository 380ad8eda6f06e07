using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Chat.Tools;

namespace HolySheep.Errors;

/// <summary>The exception of a call without a complete answer.</summary>
public sealed class ChatException : HolySheepException
{
    /// <summary>Creates an error.</summary>
    /// <param name="code">One of <see cref="ErrorCode"/>.</param>
    /// <param name="kind">The kind of the reported failure.</param>
    /// <param name="message">What happened and where; holds no secret.</param>
    /// <param name="hint">What to do.</param>
    /// <param name="inner">The cause.</param>
    public ChatException(string code, OutcomeKind kind, string message, string? hint = null, Exception? inner = null)
        : base(code, message, hint, inner) => Kind = kind;

    /// <summary>The kind of the reported failure.</summary>
    public OutcomeKind Kind { get; }

    /// <summary>The HTTP status of the reported failure.</summary>
    public int? Status { get; init; }

    /// <summary>The provider of the reported failure.</summary>
    public string? Provider { get; init; }

    /// <summary>The provider's request id.</summary>
    public string? RequestId { get; init; }

    /// <summary>The details of the provider's error, as the JSON of one object, if the provider cannot go on with the thread of the request; otherwise null.</summary>
    public string? ThreadDetails { get; init; }

    /// <summary>The text before a cut, or beside tool calls that were not run; otherwise null.</summary>
    public string? PartialContent { get; init; }

    /// <summary>Every attempt, in order.</summary>
    public IReadOnlyList<ChatAttempt> Attempts { get; init; } = [];

    /// <summary>The tool calls that were answered before the error, in order; empty if none was.</summary>
    public IReadOnlyList<ChatToolRun> ToolRuns { get; init; } = [];

    /// <summary>When the provider takes requests again, if it said so.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The cost of all attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The id under which the ledger keeps the call; null if it keeps none of its attempts.</summary>
    public string? CallId { get; init; }
}
