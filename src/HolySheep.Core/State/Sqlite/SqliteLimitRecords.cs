using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Linq;
using HolySheep.Limits;
using HolySheep.Processes;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>The records of limits in the state file, in one transaction.</summary>
internal sealed class SqliteLimitRecords(DatabaseSession session, DateTimeOffset now, TimeSpan uptime) : ILimitRecords
{
    /// <summary>How long an announced limit is kept after its reset.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    public Pace GetPace(string holder) =>
        session.Query("SELECT requests, tokens, at FROM paces WHERE holder = $1", static row => new Pace(StoredTime.Read(row, 0), StoredTime.Read(row, 1), StoredTime.Read(row, 2)), holder).FirstOrDefault() ?? Pace.None;

    public void SetPace(string holder, Pace pace) =>
        session.Execute("INSERT OR REPLACE INTO paces (holder, requests, tokens, at) VALUES ($1, $2, $3, $4)", holder, pace.Requests?.UtcTicks, pace.Tokens?.UtcTicks, pace.At?.UtcTicks);

    public Quota GetQuota(string name) => session.Query(
        "SELECT requests_used, tokens_used, requests, tokens FROM quotas WHERE name = $1",
        static row => new Quota(new QuotaMark(row.GetInt64(0), row.GetInt64(1)), Window(row, 2), Window(row, 3)),
        name).FirstOrDefault() ?? Quota.None;

    public void SetQuota(string name, Quota quota)
    {
        var until = new[] { quota.Requests?.Until, quota.Tokens?.Until, now }.Max();
        session.Execute(
            "INSERT OR REPLACE INTO quotas (name, requests_used, tokens_used, requests, tokens, kept_until) VALUES ($1, $2, $3, $4, $5, $6)",
            name, quota.Used.Requests, quota.Used.Tokens, quota.Requests?.ToString(), quota.Tokens?.ToString(), (until + Kept)?.UtcTicks);

        // Records with a later time than any announced limit were written by a clock that has since been set back.
        session.Execute("DELETE FROM quotas WHERE kept_until < $1 OR kept_until > $2", now.UtcTicks, (now + Kept + Kept + Kept).UtcTicks);
    }

    public void RemoveQuotas(IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            session.Execute("DELETE FROM quotas WHERE name = $1", name);
        }
    }

    public int CountCalls(string holder, int enough)
    {
        // The clock may be set while a call is under way; the time since the machine started may not. The calls of other machines end by the clock.
        session.Execute(
            "DELETE FROM calls WHERE CASE WHEN over_tick IS NOT NULL AND substr(process, -length($1)) = $1 THEN over_tick <= $2 ELSE over_at <= $3 OR over_at > $4 END",
            ProcessMark.OfThisBoot, uptime.Ticks, now.UtcTicks, (now + ProcessMark.LongestStranger).UtcTicks);
        var count = Count(holder);
        if (count < enough)
        {
            return count;
        }

        // Checking processes takes longer than everything else, so it is done only if it could free a place.
        foreach (var process in session.Query("SELECT DISTINCT process FROM calls WHERE holder = $1", static row => row.GetString(0), holder).Where(static mark => ProcessMark.IsGone(mark) == true).ToList())
        {
            session.Execute("DELETE FROM calls WHERE process = $1", process);
        }

        return Count(holder);
    }

    public long AddCall(string holder, DateTimeOffset overAt) =>
        session.Insert("INSERT INTO calls (holder, process, over_at, over_tick) VALUES ($1, $2, $3, $4)", holder, ProcessMark.Own, overAt.UtcTicks, (uptime + (overAt - now)).Ticks);

    public void RemoveCall(long call) => session.Execute("DELETE FROM calls WHERE id = $1", call);

    private int Count(string holder) => Convert.ToInt32(session.Scalar("SELECT count(*) FROM calls WHERE holder = $1", holder), CultureInfo.InvariantCulture);

    private static QuotaWindow? Window(DbDataReader row, int column) => row.IsDBNull(column) ? null : QuotaWindow.Parse(row.GetString(column));
}
