using System;
using HolySheep.Planning;

namespace HolySheep.Failures;

/// <summary>What a request has learned of one of its targets.</summary>
internal sealed class TargetProgress(RouteCandidate candidate, int keyCount)
{
    public RouteCandidate Candidate { get; } = candidate;

    /// <summary>The number of calls.</summary>
    public int Tries { get; set; }

    /// <summary>Retries after transient faults.</summary>
    public int Retries { get; set; }

    /// <summary>The number of times it was throttled.</summary>
    public int Throttles { get; set; }

    /// <summary>Waits spent on its hints.</summary>
    public int Waits { get; set; }

    /// <summary>True once it rejected the request.</summary>
    public bool CalledItWrong { get; set; }

    /// <summary>Failures of this request that count against its health.</summary>
    public int CountedFailures { get; set; }

    /// <summary>True once one of them was a fault that this request alone may have caused.</summary>
    public bool CountedOwnFault { get; set; }

    /// <summary>True if it is not asked again in this request.</summary>
    public bool Closed { get; set; }

    /// <summary>The time before which it is not asked; set by a throttle of its quota group.</summary>
    public DateTimeOffset? OpenUntil { get; set; }

    /// <summary>True if the provider itself named the time.</summary>
    public bool OpenByHint { get; set; }

    /// <summary>True if the time comes from its limits and not from a refusal of the provider.</summary>
    public bool Crowded { get; set; }

    /// <summary>True if its health allows one probe before other calls.</summary>
    public bool NeedsProbe { get; set; }

    /// <summary>True while this request is the probe, which is never retried.</summary>
    public bool Probing { get; set; }

    /// <summary>The index of the provider's key in use.</summary>
    public int KeyIndex { get; set; }

    public int KeyCount { get; } = keyCount;

    /// <summary>True if the last failure concerns its key alone and another key is asked next, at once.</summary>
    public bool HasMovedOn { get; set; }

    /// <summary>The throttled key that may be used again first; null if none was throttled.</summary>
    public (int Index, DateTimeOffset Until, bool ByHint)? FirstKeyBack { get; set; }

    /// <summary>True once every key was throttled: from then on it waits, as with one key.</summary>
    public bool AllKeysThrottled { get; set; }

    public bool Untried(DateTimeOffset now) => Tries == 0 && !Closed && (OpenUntil is not { } until || until <= now);
}
