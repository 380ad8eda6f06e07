using System;
using HolySheep.Chat;

namespace HolySheep.Failures;

/// <summary>One failed attempt, as neutral facts.</summary>
internal sealed record Failure
{
    public required FailureSignal Signal { get; init; }

    /// <summary>The HTTP status, null where no response came.</summary>
    public int? Status { get; init; }

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? WaitHint { get; init; }

    /// <summary>Whether the provider itself says that the same request may be sent again.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>One line on what happened; secrets are masked.</summary>
    public required string Message { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The text that came before the failure, null where none came.</summary>
    public string? PartialContent { get; init; }

    /// <summary>All that the model wrote before the failure, reasoning and tool calls too; null where nothing came.</summary>
    public string? Generated { get; init; }

    /// <summary>The tokens that the provider counted; null where it counted none.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>True where the caller has seen text of this attempt.</summary>
    public bool Shown { get; init; }

    /// <summary>The cause, for those who debug.</summary>
    public Exception? Cause { get; init; }

    public OutcomeKind Kind => FailureTable.Classify(this);
}
