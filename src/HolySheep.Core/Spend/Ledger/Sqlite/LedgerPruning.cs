using System;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Deletes old attempts from the ledger. The sums that budgets count stay.</summary>
internal static class LedgerPruning
{
    // Rows after the last block with such an early time are not read: calls wait during this write.
    private const string Old = "state <> 0 AND started < $1 AND id < (SELECT (max(block) + 1) << 10 FROM blocks WHERE first <= $2)";
    private const string DeleteTags = "DELETE FROM attempt_tags WHERE attempt IN (SELECT id FROM attempts WHERE " + Old + ")";
    private const string DeleteRows = "DELETE FROM attempts WHERE " + Old;

    // A block before all others, in no range of times that is asked for.
    private const string Note = "INSERT INTO blocks VALUES (-1, 0, 0) ON CONFLICT DO NOTHING";

    /// <summary>Finds a note that attempts were deleted: numbers of rows begin at 1 again once all are gone.</summary>
    public const string Noted = "SELECT count(*) FROM blocks WHERE block = -1";

    /// <summary>Deletes settled attempts that began before a time.</summary>
    /// <returns>The number of deleted attempts.</returns>
    public static long Before(ISqlSession session, DateTimeOffset time)
    {
        var (milliseconds, bucket) = (time.ToUnixTimeMilliseconds(), BucketNumber.Of(time));
        session.Execute(DeleteTags, milliseconds, bucket);
        var gone = session.Execute(DeleteRows, milliseconds, bucket);
        if (gone > 0)
        {
            session.Execute(Note);
        }

        return gone;
    }

    /// <summary>The time before which attempts must be deleted, so that the rest takes at most this many bytes; null if everything fits.</summary>
    public static DateTimeOffset? TimeFor(ISqlSession session, long bytes)
    {
        var size = session.ReadSize();
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
