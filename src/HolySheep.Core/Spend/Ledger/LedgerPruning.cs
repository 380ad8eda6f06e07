using System;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Ledger;

/// <summary>Takes old attempts out of the ledger. The sums that budgets go by stay: what was spent was spent.</summary>
internal static class LedgerPruning
{
    private const string DeleteTags = "DELETE FROM attempt_tags WHERE attempt IN (SELECT id FROM attempts WHERE state <> 0 AND started < $1)";
    private const string DeleteRows = "DELETE FROM attempts WHERE state <> 0 AND started < $1";

    /// <summary>Takes out settled attempts that began before a time.</summary>
    /// <returns>How many.</returns>
    public static long Before(DatabaseSession session, DateTimeOffset time)
    {
        session.Execute(DeleteTags, time.ToUnixTimeMilliseconds());
        return session.Execute(DeleteRows, time.ToUnixTimeMilliseconds());
    }

    /// <summary>The time before which attempts must go, so that what stays takes no more than so many bytes; null where all fits.</summary>
    public static DateTimeOffset? TimeFor(DatabaseSession session, long bytes)
    {
        var size = (long)session.Scalar("PRAGMA page_count")! * (long)session.Scalar("PRAGMA page_size")!;
        var rows = (long)session.Scalar("SELECT count(*) FROM attempts")!;
        if (size <= bytes || rows == 0)
        {
            return null;
        }

        var gone = rows - (long)(rows * ((double)bytes / size));
        return session.Scalar("SELECT started FROM attempts ORDER BY started LIMIT 1 OFFSET $1", gone) is long started
            ? DateTimeOffset.FromUnixTimeMilliseconds(started)
            : DateTimeOffset.MaxValue;
    }
}
