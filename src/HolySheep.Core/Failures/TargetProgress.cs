using System;
using System.Collections.Generic;
using HolySheep.Planning;

namespace HolySheep.Failures;

/// <summary>What a request has learned of one of its targets.</summary>
/// <param name="candidate">The target.</param>
/// <param name="keys">The keys of its provider in the order of their use, if there are several; null otherwise.</param>
internal sealed class TargetProgress(RouteCandidate candidate, KeyProgress[]? keys = null)
{
    // Read by every attempt: as an array, it allocates nothing.
    private readonly KeyProgress[] _keys = keys ?? [];

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

    /// <summary>The time before which it is not asked; set by a throttle of its quota group, or of its keys.</summary>
    public DateTimeOffset? OpenUntil { get; set; }

    /// <summary>True if the provider itself named the time.</summary>
    public bool OpenByHint { get; set; }

    /// <summary>True if the time comes from its limits and not from a refusal of the provider.</summary>
    public bool Crowded { get; set; }

    /// <summary>True if its health allows one probe before other calls.</summary>
    public bool NeedsProbe { get; set; }

    /// <summary>True while this request is the probe, which is never retried.</summary>
    public bool Probing { get; set; }

    /// <summary>The keys of its provider in the order of their use, if there are several; empty otherwise.</summary>
    public IReadOnlyList<KeyProgress> Keys => _keys;

    /// <summary>The key of the next attempt, if the provider has several; null otherwise.</summary>
    public KeyProgress? Key { get; set; } = keys is { Length: > 0 } ? keys[0] : null;

    /// <summary>The key of the last attempt: what another target learns may change <see cref="Key"/> meanwhile.</summary>
    public KeyProgress? AskedKey { get; set; }

    /// <summary>True once it refused the reasoning of earlier answers, without which it is asked from then on.</summary>
    public bool OmitsReasoning { get; set; }

    /// <summary>True if it is asked next, at once: with another key if the last failure concerns its key alone, or without the reasoning that it refused.</summary>
    public bool HasMovedOn { get; set; }

    /// <summary>True if the next attempt must be a probe, of the target or of its key.</summary>
    public bool MustProbe => NeedsProbe || Key is { NeedsProbe: true };

    public bool Untried(DateTimeOffset now) => Tries == 0 && !Closed && (OpenUntil is not { } until || until <= now);

    /// <summary>Chooses the key of the next attempt: the first that may be used now, otherwise the one that is back first, before which the target is not asked.</summary>
    /// <returns>True if the key may be used now.</returns>
    public bool ChooseKey(DateTimeOffset now)
    {
        KeyProgress? best = null;
        foreach (var key in _keys)
        {
            if (key.IsUsable(now))
            {
                Key = key;
                return true;
            }

            best = key.Closed || best?.OpenUntil <= key.OpenUntil ? best : key;
        }

        if (best is null)
        {
            Closed = true;
            return false;
        }

        Key = best;
        if (!(OpenUntil >= best.OpenUntil))
        {
            (OpenUntil, OpenByHint) = (best.OpenUntil, best.OpenByHint);
        }

        return false;
    }

    /// <summary>Puts the target off, or one of its keys, in whose place another key may be usable.</summary>
    /// <returns>False if another key may be used now.</returns>
    public bool PutOff(KeyProgress? key, (DateTimeOffset? Until, bool ByHint) to, DateTimeOffset now)
    {
        if (key is null)
        {
            (OpenUntil, OpenByHint) = to;
            return true;
        }

        (key.OpenUntil, key.OpenByHint) = to;
        (OpenUntil, OpenByHint) = (null, false);
        return !ChooseKey(now);
    }
}
