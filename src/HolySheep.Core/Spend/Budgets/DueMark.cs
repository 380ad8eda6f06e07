using System;

namespace HolySheep.Spend.Budgets;

/// <summary>An alert that is due if no process has given it yet; a ledger claims it in the step that found it due.</summary>
/// <param name="Mark">Identifies the alert.</param>
/// <param name="At">The time.</param>
internal readonly record struct DueMark(AlertMark Mark, DateTimeOffset At)
{
    /// <summary>False if there is no address to post it to; the alert is then final at once.</summary>
    public bool Posts { get; init; }

    /// <summary>The time after which a rolling budget gives it again; null means never.</summary>
    public TimeSpan? AgainAfter { get; init; }

    /// <summary>True if spending has just crossed the share from below, so that a rolling budget gives the alert again.</summary>
    public bool IsCrossed { get; init; }

    /// <summary>The name and the period under which version 0.1.0 recorded it; null if it recorded no such alert.</summary>
    public (string Budget, long Period)? Earlier { get; init; }
}
