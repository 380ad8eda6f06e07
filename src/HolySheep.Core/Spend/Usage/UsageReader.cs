using System;
using System.Collections.Generic;
using HolySheep.Chat;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.State.Sqlite;
using Microsoft.Data.Sqlite;

namespace HolySheep.Spend.Usage;

/// <summary>Reads the ledger, added up to quarters of an hour.</summary>
internal static class UsageReader
{
    // An attempt that was abandoned or is under way is none that failed.
    private static readonly string Sums = FormattableString.Invariant(
        $"""
        sum(number = 1 AND role <> {(int)AttemptRole.Shadow}), count(*),
        sum(state = 1 AND outcome = {(int)OutcomeKind.Answered}),
        sum(state = 1 AND outcome NOT IN ({(int)OutcomeKind.Answered}, {(int)OutcomeKind.Cancelled})),
        sum(fallback), sum(prompt_tokens), sum(cached_tokens), sum(cache_write_tokens), sum(completion_tokens), sum(reasoning_tokens),
        coalesce(sum(cost), 0), coalesce(sum(CASE WHEN estimated THEN cost END), 0), sum(state <> 0 AND cost IS NULL)
        """);

    private static readonly string Select =
        $"SELECT bucket, provider, model_sent, job, tags, {Sums} FROM attempts WHERE started >= $1 AND started < $2 GROUP BY bucket, provider, model_sent, job, tags";

    /// <summary>The cells between two times.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="from">From this time.</param>
    /// <param name="to">Up to, and without, this time.</param>
    public static IReadOnlyList<UsageCell> Read(DatabaseSession session, DateTimeOffset from, DateTimeOffset to) =>
        session.Query(Select, Cell, from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());

    /// <summary>The beginning of a cell's quarter of an hour.</summary>
    public static DateTimeOffset StartOf(UsageCell cell) => BucketNumber.StartOf(cell.Bucket);

    private static UsageCell Cell(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4),
        row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9),
        row.GetInt64(10), row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetInt64(14),
        row.GetInt64(15), row.GetInt64(16), row.GetInt64(17));
}
