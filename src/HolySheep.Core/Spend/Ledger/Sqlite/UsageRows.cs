using System.Collections.Generic;
using System.Data.Common;
using HolySheep.Chat;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Usage;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Reads the usage of a range from the ledger.</summary>
internal static class UsageRows
{
    // Grouped here and not by the database, which would sort all rows, on disk if there are many.
    private const string Select =
        """
        SELECT bucket, provider, model_sent, job, tags, number, role, state, outcome, fallback,
            prompt_tokens, cached_tokens, cache_write_tokens, completion_tokens, reasoning_tokens, cost, estimated, reused, estimate, hour_cache_write_tokens, machine
        FROM attempts
        WHERE id >= (SELECT min(block) << 10 FROM blocks WHERE last >= $3) AND id < (SELECT (max(block) + 1) << 10 FROM blocks WHERE first <= $4)
            AND started >= $1 AND started < $2
        """;

    /// <summary>The cells of a range.</summary>
    public static IReadOnlyList<UsageCell> Read(ISqlSession session, UsageRange range)
    {
        var tally = new UsageTally(range);
        session.ForEach(
            Select,
            row => tally.Add(KeyOf(row), AttemptOf(row)),
            range.From.ToUnixTimeMilliseconds(),
            range.To.ToUnixTimeMilliseconds(),
            BucketNumber.Of(range.From),
            BucketNumber.Of(range.To));
        return tally.ToCells();
    }

    private static UsageKey KeyOf(DbDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(20) ? "" : row.GetString(20));

    private static UsageAttempt AttemptOf(DbDataReader row)
    {
        var role = (AttemptRole)row.GetInt64(6);
        if (role == AttemptRole.Reused)
        {
            return new UsageAttempt { Role = role, Reused = row.GetInt64(17), SavedByReuse = row.GetInt64(18) };
        }

        var state = (AttemptState)row.GetInt64(7);
        return new UsageAttempt
        {
            Number = row.GetInt64(5),
            Role = role,
            State = state,
            Outcome = state == AttemptState.Settled ? (OutcomeKind)row.GetInt64(8) : default,
            IsFallback = row.GetInt64(9) != 0,
            PromptTokens = row.GetInt64(10),
            CachedTokens = row.GetInt64(11),
            CacheWriteTokens = row.GetInt64(12),
            HourCacheWriteTokens = row.GetInt64(19),
            CompletionTokens = row.GetInt64(13),
            ReasoningTokens = row.GetInt64(14),
            Cost = row.IsDBNull(15) ? null : row.GetInt64(15),
            IsEstimated = row.GetInt64(16) != 0,
        };
    }
}
