using System;

namespace HolySheep.Chat;

/// <summary>Where a streamed answer comes from, as known when it begins.</summary>
/// <param name="Provider">The provider that answers.</param>
/// <param name="ModelUsed">The model id that was sent to it.</param>
/// <param name="AttemptCount">The number of attempts, including the one that answers.</param>
public sealed record ChatSource(string Provider, string ModelUsed, int AttemptCount)
{
    /// <summary>The provider's id of the request; null if it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>True if the provider's own events are passed on with the pieces.</summary>
    public bool IsPassedOn { get; init; }

    /// <summary>When the answer came, if it is an earlier one that is given again; otherwise null.</summary>
    public DateTimeOffset? CachedAt { get; init; }

    /// <summary>The id under which the ledger keeps the call; null if no ledger is kept.</summary>
    public string? CallId { get; init; }
}
