using System;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning.Splits;

/// <summary>What happened to a side of a split, as data that a store applies to what it holds. Pure.</summary>
/// <param name="Split">The split; statistics of another setting are dropped.</param>
/// <param name="At">The time.</param>
internal sealed record SplitChange(SplitOptions Split, DateTimeOffset At)
{
    /// <summary>A call of the side; null if there was none.</summary>
    public SplitSample? Sample { get; init; }

    /// <summary>True for a member, whose limits are checked.</summary>
    public bool MayReturn { get; init; }

    /// <summary>True if a caller can be told now that the side's calls returned; each return is told once among all processes.</summary>
    public bool CanTell { get; init; }

    /// <summary>The statistics after the change.</summary>
    public SplitOutcome ApplyTo(SplitStatistics last)
    {
        var next = Sample is { } sample ? SplitPolicy.After(last, sample, Split, At, MayReturn) : SplitPolicy.Current(last, Split);
        var tells = CanTell && next is { ReturnedAt: not null, Told: false };
        return new SplitOutcome(tells ? next with { Told = true } : next, tells);
    }
}
