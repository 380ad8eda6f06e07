using System;

namespace HolySheep.Failures;

/// <summary>What a request has learned of one of several keys at a target.</summary>
internal sealed class KeyProgress(int index)
{
    /// <summary>Its place among the provider's keys.</summary>
    public int Index { get; } = index;

    /// <summary>True if it is not used again in this request.</summary>
    public bool Closed { get; set; }

    /// <summary>The time before which it is not used.</summary>
    public DateTimeOffset? OpenUntil { get; set; }

    /// <summary>True if the provider itself named the time.</summary>
    public bool OpenByHint { get; set; }

    /// <summary>The number of times it was throttled.</summary>
    public int Throttles { get; set; }

    /// <summary>True if its health allows one probe before other calls.</summary>
    public bool NeedsProbe { get; set; }

    /// <summary>True while this request is the probe.</summary>
    public bool Probing { get; set; }

    public bool IsUsable(DateTimeOffset now) => !Closed && (OpenUntil is not { } until || until <= now);
}
