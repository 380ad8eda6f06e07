using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Usage;

/// <summary>Reads the ledger grouped by hour, or by quarter of an hour if the time zone's midnight requires it.</summary>
internal static class UsageReader
{
    private const int QuartersOfAnHour = 4;

    // Grouped here and not by the database, which would sort all rows, on disk if there are many.
    private const string Select =
        """
        SELECT bucket, provider, model_sent, job, tags, number, role, state, outcome, fallback,
            prompt_tokens, cached_tokens, cache_write_tokens, completion_tokens, reasoning_tokens, cost, estimated, reused, estimate
        FROM attempts
        WHERE id >= (SELECT min(block) << 10 FROM blocks WHERE last >= $3) AND id < (SELECT (max(block) + 1) << 10 FROM blocks WHERE first <= $4)
            AND started >= $1 AND started < $2
        """;

    /// <summary>The cells between two times.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="from">The start.</param>
    /// <param name="to">The exclusive end.</param>
    /// <param name="zone">The time zone whose days and hours the cells must separate.</param>
    /// <param name="compareTo">The price that costs are compared with; null means none.</param>
    public static IReadOnlyList<UsageCell> Read(DatabaseSession session, DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone, ModelPrice? compareTo = null)
    {
        var step = zone.BaseUtcOffset.Minutes == 0 && zone.GetUtcOffset(from).Minutes == 0 && zone.GetUtcOffset(to).Minutes == 0 ? QuartersOfAnHour : 1;
        var sums = new Dictionary<(long, string, string, string, string), UsageSum>();
        session.ForEach(
            Select,
            row =>
            {
                var key = (row.GetInt64(0) / step * step, row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4));
                if (!sums.TryGetValue(key, out var sum))
                {
                    sums.Add(key, sum = new UsageSum(compareTo));
                }

                sum.Add(row);
            },
            from.ToUnixTimeMilliseconds(),
            to.ToUnixTimeMilliseconds(),
            BucketNumber.Of(from),
            BucketNumber.Of(to));
        return sums.Select(entry => entry.Value.ToCell(entry.Key)).ToList();
    }

    /// <summary>The start of a cell.</summary>
    public static DateTimeOffset StartOf(UsageCell cell) => BucketNumber.StartOf(cell.Bucket);
}
