using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Records which alerts were given. One process at a time claims an alert, and it is final only once delivered.</summary>
internal static class AlertRows
{
    // A stored moment that lies further ahead than the longest possible one was written before the clock was set back: it counts as none.
    private const string Of = " WHERE setting = $1 AND period = $2 AND mark = $3";

    /// <summary>Claims what an alert would stand for, in the transaction that found it due.</summary>
    /// <returns>The alert to give; null if nothing could be claimed.</returns>
    public static BudgetAlert? Claim(ISqlSession session, DueAlert due) => due.Of([.. due.Marks.Select(mark => Claim(session, mark))]);

    /// <summary>Claims one mark.</summary>
    public static AlertClaim Claim(ISqlSession session, DueMark due)
    {
        var claim = Insert(session, due);
        return claim == AlertClaim.New && due.Earlier is { } earlier && TakeOver(session, due.Mark, earlier.Budget, earlier.Period) ? AlertClaim.None : claim;
    }

    /// <summary>Records the result of posting an alert.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="marks">The alerts that the post stands for.</param>
    /// <param name="delivery">The result.</param>
    /// <param name="at">The time.</param>
    public static void Settle(ISqlSession session, IReadOnlyList<AlertMark> marks, AlertDelivery delivery, DateTimeOffset at)
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
                "UPDATE alert_marks SET due = $4" + Of, mark.Setting, mark.Period, mark.Name, (at + AlertTimes.PauseAfter(tries, delivery.IsPassing)).ToUnixTimeMilliseconds());
        }
    }

    private static AlertClaim Insert(ISqlSession session, DueMark claimed)
    {
        var mark = claimed.Mark;
        var (now, due, delivered) = (claimed.At.ToUnixTimeMilliseconds(), (claimed.At + AlertTimes.Lease).ToUnixTimeMilliseconds(), claimed.Posts ? 0 : 1);
        if (session.Execute("INSERT INTO alert_marks VALUES ($1, $2, $3, $4, $5, 1, $6) ON CONFLICT DO NOTHING", mark.Setting, mark.Period, mark.Name, now, due, delivered) == 1)
        {
            return AlertClaim.New;
        }

        if (claimed.AgainAfter is { } time && session.Execute(
            "UPDATE alert_marks SET given = $4, due = $5, tries = 1, delivered = $6" + Of + " AND (given <= $7 OR given > $9 OR $8 = 1)",
            mark.Setting, mark.Period, mark.Name, now, due, delivered, now - (long)time.TotalMilliseconds, claimed.IsCrossed ? 1 : 0, now + (long)AlertTimes.Lease.TotalMilliseconds) == 1)
        {
            return AlertClaim.New;
        }

        return session.Execute(
            "UPDATE alert_marks SET due = $4, tries = tries + 1" + Of + " AND delivered = 0 AND (due <= $5 OR due > $6)",
            mark.Setting, mark.Period, mark.Name, due, now, now + (long)AlertTimes.LongestPause.TotalMilliseconds) == 1
            ? AlertClaim.Repeated
            : AlertClaim.None;
    }

    /// <summary>Takes over an alert that an earlier version recorded under the budget's name; true if there was one.</summary>
    private static bool TakeOver(ISqlSession session, AlertMark mark, string budget, long period)
    {
        if (session.Execute("DELETE FROM alerts WHERE budget = $1 AND period = $2 AND share = $3", budget, period, mark.Name) == 0)
        {
            return false;
        }

        session.Execute("UPDATE alert_marks SET delivered = 1" + Of, mark.Setting, mark.Period, mark.Name);
        return true;
    }
}
