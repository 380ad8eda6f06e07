using System;
using HolySheep.Chat;

namespace HolySheep.Failures;

/// <summary>One failed attempt, as neutral facts.</summary>
internal sealed record Failure
{
    public required FailureSignal Signal { get; init; }

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; init; }

    /// <summary>How long the provider asks to wait.</summary>
    public TimeSpan? WaitHint { get; init; }

    /// <summary>Whether the provider itself says that the same request may be sent again.</summary>
    public bool? ShouldRetry { get; init; }

    /// <summary>True if another key may be there for the next call without a change of the configuration, so that the refused one is not remembered.</summary>
    public bool KeyMayChange { get; init; }

    /// <summary>How to get a key, if the failure is that there is none; null leaves it to the caller.</summary>
    public string? KeyHint { get; init; }

    /// <summary>One line on what happened; secrets are masked.</summary>
    public required string Message { get; init; }

    /// <summary>What the error says for programs beside its code, as the JSON of one object; null if it says nothing.</summary>
    public string? Details { get; init; }

    public string? RequestId { get; init; }

    /// <summary>The text before the failure; null if there was none.</summary>
    public string? PartialContent { get; init; }

    /// <summary>Everything that the model wrote before the failure, including reasoning and tool calls; null if there was nothing.</summary>
    public string? Generated { get; init; }

    /// <summary>True if the request did not leave whole, so that it cannot have been answered.</summary>
    public bool IsUnsent { get; init; }

    /// <summary>The tokens that the provider counted; null if it counted none.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>True if the caller has seen text of this attempt.</summary>
    public bool Shown { get; init; }

    /// <summary>The cause, for debugging.</summary>
    public Exception? Cause { get; init; }

    public OutcomeKind Kind => FailureTable.Classify(this);
}
