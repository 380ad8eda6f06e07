using System;
using HolySheep.Chat;

namespace HolySheep.Telemetry;

/// <summary>What telemetry reports about one attempt, without any of its text.</summary>
internal sealed record AttemptFacts
{
    public required string Provider { get; init; }

    /// <summary>The model id that was sent.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset StartedOn { get; init; }

    /// <summary>How it ended.</summary>
    public required ChatAttempt Ended { get; init; }

    /// <summary>The tokens; null if nothing was billed.</summary>
    public ChatUsage? Usage { get; init; }

    /// <summary>The model that the answer names.</summary>
    public string? Reported { get; init; }

    /// <summary>Why the answer ended.</summary>
    public string? FinishReason { get; init; }

    /// <summary>From its start to its first text; null if it was not streamed.</summary>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>True if it was begun because another attempt was slow.</summary>
    public bool IsHedge { get; init; }
}
