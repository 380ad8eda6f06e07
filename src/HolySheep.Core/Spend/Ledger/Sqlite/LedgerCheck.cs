using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Checks whether the parts of a ledger agree. SQLite only notices damage to its own structure, and only in the pages that it reads.</summary>
internal static class LedgerCheck
{
    private const string Groups = """
        SELECT count(*) FROM (
            SELECT 1 FROM (
                SELECT bucket, provider, model, model_sent, job, amount AS counted, 0 AS listed FROM spend
                UNION ALL
                SELECT bucket, provider, model, model_sent, job, 0, amount FROM attempts WHERE state <> 0) AS parts
            GROUP BY bucket, provider, model, model_sent, job HAVING
        """;

    private const string Differ = Groups + " sum(counted) <> sum(listed)) AS differing";

    // Pruning deletes attempts and keeps their sums: every attempt must be in the sums, but not the other way round.
    private const string DifferAfterPruning = Groups + " sum(counted) < sum(listed)) AS differing";

    // Reports find attempts by their time, in blocks, and add up the cost; budgets add up the amount, which is the cost once an attempt is settled.
    // An answer that was used again (number 0) has no amount.
    private const string Unequal = """
        SELECT count(*) FROM attempts AS a LEFT JOIN blocks AS b ON b.block = a.id >> 10
        WHERE (a.state = 1 AND a.number <> 0 AND a.cost <> a.amount) OR (a.state = 2 AND a.cost <> a.estimate)
            OR a.bucket <> a.started / 900000 OR b.block IS NULL OR a.bucket < b.first OR a.bucket > b.last
        """;

    private const string First = "SELECT coalesce(min(id), 1) FROM attempts";

    /// <summary>The fault of a ledger, in words; null if none is known.</summary>
    /// <exception cref="DatabaseException">The ledger cannot be read at all.</exception>
    public static string? Fault(ISqlSession session)
    {
        if (session.FindDamage() is { } damage)
        {
            return damage;
        }

        // Ledgers that earlier versions pruned have no note of it.
        var differing = (long)session.Scalar(First)! == 1 && (long)session.Scalar(LedgerPruning.Noted)! == 0 ? Differ : DifferAfterPruning;
        return (long)session.Scalar(differing)! == 0 && (long)session.Scalar(Unequal)! == 0 ? null : "the sums that budgets count and the attempts that are listed disagree";
    }
}
