using System;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>Takes old attempts out of the ledger. The sums that budgets go by stay: what was spent was spent.</summary>
internal static class LedgerPruning
{
    // No row behind the last block that holds so early a time is looked at: calls wait while this is written.
    private const string Old = "state <> 0 AND started < $1 AND id < (SELECT (max(block) + 1) << 10 FROM blocks WHERE first <= $2)";
    private const string DeleteTags = "DELETE FROM attempt_tags WHERE attempt IN (SELECT id FROM attempts WHERE " + Old + ")";
    private const string DeleteRows = "DELETE FROM attempts WHERE " + Old;

    /// <summary>Takes out settled attempts that began before a time.</summary>
    /// <returns>How many.</returns>
    public static long Before(DatabaseSession session, DateTimeOffset time)
    {
        var (milliseconds, bucket) = (time.ToUnixTimeMilliseconds(), BucketNumber.Of(time));
        session.Execute(DeleteTags, milliseconds, bucket);
        return session.Execute(DeleteRows, milliseconds, bucket);
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
