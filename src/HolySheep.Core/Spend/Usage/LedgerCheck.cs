using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Usage;

/// <summary>Looks whether the parts of a ledger agree: SQLite notices damage to its own structure alone, and only where it reads.</summary>
internal static class LedgerCheck
{
    // Looking through a larger file would take longer than reading what was asked for.
    private const long LargestChecked = 64L * 1024 * 1024;

    private const string Groups = """
        SELECT count(*) FROM (
            SELECT 1 FROM (
                SELECT bucket, provider, model, model_sent, job, amount AS counted, 0 AS listed FROM spend
                UNION ALL
                SELECT bucket, provider, model, model_sent, job, 0, amount FROM attempts WHERE state <> 0)
            GROUP BY bucket, provider, model, model_sent, job HAVING
        """;

    private const string Differ = Groups + " sum(counted) <> sum(listed))";

    // Pruning takes attempts and leaves their sums: what is listed must be counted, not the other way round.
    private const string DifferAfterPruning = Groups + " sum(counted) < sum(listed))";
    private const string First = "SELECT coalesce(min(id), 1) FROM attempts";

    /// <summary>What is wrong with a ledger, in words; null if nothing is known to be.</summary>
    /// <exception cref="DatabaseException">It cannot be read at all.</exception>
    public static string? Fault(DatabaseSession session)
    {
        if ((long)session.Scalar("PRAGMA page_count")! * (long)session.Scalar("PRAGMA page_size")! <= LargestChecked
            && session.Scalar("PRAGMA quick_check(1)") is var found && !"ok".Equals(found))
        {
            return "a part of the file is damaged";
        }

        var differing = (long)session.Scalar(First)! == 1 ? Differ : DifferAfterPruning;
        return (long)session.Scalar(differing)! == 0 ? null : "the sums that budgets count and the attempts that are listed disagree";
    }
}
