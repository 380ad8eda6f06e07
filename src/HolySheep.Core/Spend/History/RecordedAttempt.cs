using System;
using HolySheep.Chat;

namespace HolySheep.Spend.History;

/// <summary>One attempt of a call, as the ledger keeps it.</summary>
public sealed record RecordedAttempt
{
    /// <summary>The 1-based number of the attempt in its call; a hedge may have the number of the attempt after it.</summary>
    public required int Number { get; init; }

    /// <summary>The target, as <c>provider/model</c>.</summary>
    public string Target => Provider + "/" + ModelSent;

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The model's name in the chain.</summary>
    public required string Model { get; init; }

    /// <summary>The model id that was sent.</summary>
    public required string ModelSent { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The outcome; null if it is under way, or if its process ended before it was known.</summary>
    public OutcomeKind? Kind { get; init; }

    /// <summary>The outcome in words: the name of <see cref="Kind"/>, <see cref="CallOutcome.UnderWay"/> or <see cref="CallOutcome.Lost"/>.</summary>
    public string Outcome => Kind?.ToString() ?? (IsUnderWay ? CallOutcome.UnderWay : CallOutcome.Lost);

    /// <summary>True if it has no outcome and its process may still be waiting for one.</summary>
    public bool IsUnderWay { get; init; }

    /// <summary>True if it was the call's first at another target.</summary>
    public bool IsFallback { get; init; }

    /// <summary>True if it was begun because another attempt was slow.</summary>
    public bool IsHedge { get; init; }

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; init; }

    /// <summary>From sending to the outcome; null without an outcome.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The wait before the attempt; null in what versions up to 0.1.0 kept.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>From sending to the first text; null if the answer was not streamed.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    /// <summary>The provider's request id; null if it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>Tells the keys of a provider with several keys apart without revealing them; otherwise null.</summary>
    public string? KeyMark { get; init; }

    /// <summary>The tokens; those of the estimate if it has no outcome.</summary>
    public required ChatUsage Usage { get; init; }

    /// <summary>The cost in USD; null if the price is unknown, or before the outcome.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The cost in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; init; }

    /// <summary>What happened, in one line; null for an answer.</summary>
    public string? Message { get; init; }

    /// <summary>The target and the outcome, for display.</summary>
    public override string ToString() => Status is { } status ? $"{Target} {Outcome} ({status})" : $"{Target} {Outcome}";
}
