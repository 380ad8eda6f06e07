using System;
using HolySheep.Planning;
using HolySheep.Spend.Budgets;

namespace HolySheep.Calls;

/// <summary>What a request has learned of one of its targets.</summary>
internal sealed class TargetProgress(RouteCandidate candidate, int keyCount)
{
    public RouteCandidate Candidate { get; } = candidate;

    /// <summary>Calls made.</summary>
    public int Tries { get; set; }

    /// <summary>True while it is asked beside a target that is slow: only what that one comes to shows whether it was needed.</summary>
    public bool Beside { get; set; }

    /// <summary>Retries after passing faults.</summary>
    public int Retries { get; set; }

    /// <summary>Times it was throttled.</summary>
    public int Throttles { get; set; }

    /// <summary>Waits spent on its hints.</summary>
    public int Waits { get; set; }

    /// <summary>True once it called the request wrong.</summary>
    public bool CalledItWrong { get; set; }

    /// <summary>Failures of this request that count against its health.</summary>
    public int CountedFailures { get; set; }

    /// <summary>True once one of them was a fault that this request alone may have caused.</summary>
    public bool CountedOwnFault { get; set; }

    /// <summary>True where it is out for the rest of this request.</summary>
    public bool Closed { get; set; }

    /// <summary>Why a budget turned it away; null where none did.</summary>
    public BudgetRefusal? TurnedAway { get; set; }

    /// <summary>Not before this time; set by a throttle of its quota group.</summary>
    public DateTimeOffset? OpenUntil { get; set; }

    /// <summary>True where the provider itself named the time.</summary>
    public bool OpenByHint { get; set; }

    /// <summary>True where not the provider's word of a refusal but its limits name the time.</summary>
    public bool Crowded { get; set; }

    /// <summary>True where its health asks for one call that finds out, before others follow.</summary>
    public bool NeedsProbe { get; set; }

    /// <summary>True while this request makes that call; it is never retried.</summary>
    public bool Probing { get; set; }

    /// <summary>Which of the provider's keys is in use.</summary>
    public int KeyIndex { get; set; }

    public int KeyCount { get; } = keyCount;

    public bool Untried(DateTimeOffset now) => Tries == 0 && !Closed && (OpenUntil is not { } until || until <= now);
}
