using System;

namespace HolySheep.Chat;

/// <summary>One attempt at one target, as the result shows it.</summary>
public sealed record ChatAttempt
{
    /// <summary>The target, as <c>provider/model</c>.</summary>
    public required string Target { get; init; }

    /// <summary>The outcome.</summary>
    public required OutcomeKind Kind { get; init; }

    /// <summary>The HTTP status; null if no response came.</summary>
    public int? Status { get; init; }

    /// <summary>From sending to the outcome.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The wait before the attempt.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The provider's request id; null if it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The cost in USD; null if the price is unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>Why the cost is unknown although the price is known; null otherwise.</summary>
    internal string? CostReason { get; init; }

    /// <summary>What limits count in USD: the cost, or if it is unknown, what the tokens cost by the known price; null if that is unknown too.</summary>
    internal decimal? CountedCost { get; init; }

    /// <summary>The cost in USD that the provider itself states; null if it states none.</summary>
    public decimal? StatedCost { get; init; }

    /// <summary>What happened, in one line; null for an answer.</summary>
    public string? Message { get; init; }

    /// <summary>The target and the outcome, for display.</summary>
    public override string ToString() => Status is { } status ? $"{Target} {Kind} ({status})" : $"{Target} {Kind}";
}
