using System;
using System.Collections.Generic;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Budgets;

/// <summary>Records which alerts were given. One process at a time claims an alert, and it is final only once delivered.</summary>
internal static class AlertMarks
{
    // A stored moment that lies further ahead than these was written before the clock was set back: it counts as none.
    // The time that the process that claimed an alert may take to post it; if it dies, the next call after that posts it.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private const string Of = " WHERE setting = $1 AND period = $2 AND mark = $3";

    /// <summary>Claims an alert in the transaction that found it due.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="mark">The alert.</param>
    /// <param name="at">The time.</param>
    /// <param name="posts">False if there is no address to post it to; the alert is then final at once.</param>
    /// <param name="againAfter">The time after which a rolling budget gives it again; null means never.</param>
    /// <param name="isCrossed">True if spending has just crossed the share from below, so that a rolling budget gives the alert again.</param>
    public static AlertClaim Claim(DatabaseSession session, AlertMark mark, DateTimeOffset at, bool posts, TimeSpan? againAfter, bool isCrossed)
    {
        var (now, due, delivered) = (at.ToUnixTimeMilliseconds(), (at + Lease).ToUnixTimeMilliseconds(), posts ? 0 : 1);
        if (session.Execute("INSERT OR IGNORE INTO alert_marks VALUES ($1, $2, $3, $4, $5, 1, $6)", mark.Setting, mark.Period, mark.Name, now, due, delivered) == 1)
        {
            return AlertClaim.New;
        }

        if (againAfter is { } time && session.Execute(
            "UPDATE alert_marks SET given = $4, due = $5, tries = 1, delivered = $6" + Of + " AND (given <= $7 OR given > $9 OR $8 = 1)",
            mark.Setting, mark.Period, mark.Name, now, due, delivered, now - (long)time.TotalMilliseconds, isCrossed ? 1 : 0, now + (long)Lease.TotalMilliseconds) == 1)
        {
            return AlertClaim.New;
        }

        return session.Execute(
            "UPDATE alert_marks SET due = $4, tries = tries + 1" + Of + " AND delivered = 0 AND (due <= $5 OR due > $6)",
            mark.Setting, mark.Period, mark.Name, due, now, now + (long)LongestPause.TotalMilliseconds) == 1
            ? AlertClaim.Repeated
            : AlertClaim.None;
    }

    /// <summary>Takes over an alert that an earlier version recorded under the budget's name; true if there was one.</summary>
    public static bool TakeOver(DatabaseSession session, AlertMark mark, string budget, long period)
    {
        if (session.Execute("DELETE FROM alerts WHERE budget = $1 AND period = $2 AND share = $3", budget, period, mark.Name) == 0)
        {
            return false;
        }

        session.Execute("UPDATE alert_marks SET delivered = 1" + Of, mark.Setting, mark.Period, mark.Name);
        return true;
    }

    /// <summary>Records the result of posting an alert.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="marks">The alerts that the post stands for.</param>
    /// <param name="delivery">The result.</param>
    /// <param name="at">The time.</param>
    public static void Settle(DatabaseSession session, IReadOnlyList<AlertMark> marks, AlertDelivery delivery, DateTimeOffset at)
    {
        foreach (var mark in marks)
        {
            if (delivery.Fault is null)
            {
                session.Execute("UPDATE alert_marks SET delivered = 1" + Of, mark.Setting, mark.Period, mark.Name);
                continue;
            }

            var tries = (long?)session.Scalar("SELECT tries FROM alert_marks" + Of, mark.Setting, mark.Period, mark.Name) ?? 1;
            session.Execute(
                "UPDATE alert_marks SET due = $4" + Of, mark.Setting, mark.Period, mark.Name, (at + PauseAfter(tries, delivery.IsPassing)).ToUnixTimeMilliseconds());
        }
    }

    /// <summary>The next call tries again at once after a passing fault. After other faults the wait grows with each try.</summary>
    private static TimeSpan PauseAfter(long tries, bool isPassing)
    {
        if (!isPassing)
        {
            return LongestPause;
        }

        var pause = TimeSpan.FromTicks(FirstPause.Ticks << (int)Math.Min(tries, 10));
        return tries <= 1 ? TimeSpan.Zero : pause < LongestPause ? pause : LongestPause;
    }
}
