using System;
using System.Collections.Generic;
using HolySheep.Chat;

namespace HolySheep.Spend.History;

/// <summary>One call with its attempts, as the ledger keeps it.</summary>
public sealed record RecordedCall
{
    /// <summary>The id, as results carry it.</summary>
    public required string Id { get; init; }

    /// <summary>When the call began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The model that was asked for.</summary>
    public required string Model { get; init; }

    /// <summary>The model id of the target that answered; null if none did.</summary>
    public string? ModelUsed { get; init; }

    /// <summary>The provider that answered; null if none did.</summary>
    public string? Provider { get; init; }

    /// <summary><c>Answered</c>, the kind of the failure that ended the call, <see cref="CallOutcome.UnderWay"/> or <see cref="CallOutcome.Lost"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether no target answered, and the caller did not stop the call.</summary>
    public required bool IsFailed { get; init; }

    /// <summary>Why it failed; null if it did not.</summary>
    public string? Reason { get; init; }

    /// <summary>The attempts, in the order in which they were begun.</summary>
    public required IReadOnlyList<RecordedAttempt> Attempts { get; init; }

    /// <summary>The targets that were left behind.</summary>
    public required int FallbackCount { get; init; }

    /// <summary>True if it was made to compare, and its answer was dropped.</summary>
    public bool IsShadow { get; init; }

    /// <summary>The tokens of the answer; of the last attempt if there is none.</summary>
    public required ChatUsage Usage { get; init; }

    /// <summary>The cost of all attempts in USD; null if a price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>From the call's start to the end of its last attempt; null before.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>From the call's start to the first text; null if the answer was not streamed.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The tags: name to value.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>The job; null if it belongs to none.</summary>
    public string? Job { get; init; }

    /// <summary>The task that the caller named; null if it named none.</summary>
    public string? Task { get; init; }

    /// <summary>The command that made the call; null if unknown.</summary>
    public string? Caller { get; init; }

    /// <summary>The prompt; null unless the configuration says <c>ledger.keepTexts</c>.</summary>
    public string? Prompt { get; init; }

    /// <summary>The answer; null unless the configuration says <c>ledger.keepTexts</c>.</summary>
    public string? Answer { get; init; }
}
