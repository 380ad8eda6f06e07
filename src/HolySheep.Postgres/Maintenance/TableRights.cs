using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Postgres.Maintenance;

/// <summary>The rights that the role of calls needs: those of the guide.</summary>
internal static class TableRights
{
    private static readonly string[] Kept = ["records", "turns", "ledger_clock", "spend", "spend_tags", "alert_marks", "blocks"];
    private static readonly string[] Removed = ["attempts", "attempt_tags", "processes", "logs", "alerts", "leases", "jobs", "job_chunks", "job_answers"];

    private static readonly string Lacking =
        $"""
        SELECT wanted.privilege || ' on ' || wanted.relation
        FROM (VALUES {string.Join(", ", Kept.SelectMany(static table => Of(table, "SELECT", "INSERT", "UPDATE")).Concat(Removed.SelectMany(static table => Of(table, "SELECT", "INSERT", "UPDATE", "DELETE"))).Select(static (right, place) => FormattableString.Invariant($"({place}, '{right.Table}', '{right.Right}')")))}) AS wanted (place, relation, privilege)
        WHERE NOT has_table_privilege(wanted.relation, wanted.privilege) ORDER BY wanted.place
        """;

    /// <summary>The rights that the role lacks, each as RIGHT on TABLE.</summary>
    public static IReadOnlyList<string> Missing(ISqlSession session) => session.Query(Lacking, static row => row.GetString(0));

    private static IEnumerable<(string Table, string Right)> Of(string table, params IEnumerable<string> rights) => rights.Select(right => (table, right));
}
