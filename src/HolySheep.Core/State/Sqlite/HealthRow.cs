using System;
using System.Data.Common;
using HolySheep.Chat;
using HolySheep.Health;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Converts a health from and to its row in the state file.</summary>
internal sealed record HealthRow(string Name, TargetHealth Health, long Revision)
{
    private const string Columns = "SELECT name, opened_at, open_until, by_hint, reason, breaks, failures, probe_since, closed_at, calls, revision FROM health ";

    /// <summary>The rows after a revision.</summary>
    public const string SelectNewer = Columns + "WHERE revision > $1 ORDER BY revision";

    /// <summary>The row with a name.</summary>
    public const string SelectOne = Columns + "WHERE name = $1";

    private const string Replace = """
        INSERT OR REPLACE INTO health (name, opened_at, open_until, by_hint, reason, breaks, failures, probe_since, closed_at, calls, revision)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, (SELECT coalesce(max(revision), 0) + 1 FROM health))
        """;

    public static HealthRow Read(DbDataReader reader) => new(
        reader.GetString(0),
        new TargetHealth
        {
            OpenedAt = StoredTime.Read(reader, 1),
            OpenUntil = StoredTime.Read(reader, 2),
            ByHint = reader.GetInt64(3) != 0,
            Reason = !reader.IsDBNull(4) && Enum.TryParse<OutcomeKind>(reader.GetString(4), out var reason) ? reason : null,
            Breaks = (int)reader.GetInt64(5),
            Failures = (int)reader.GetInt64(6),
            ProbeSince = StoredTime.Read(reader, 7),
            ClosedAt = StoredTime.Read(reader, 8),
            Window = CallWindow.Parse(reader.GetString(9)),
        },
        reader.GetInt64(10));

    public static void Write(DatabaseSession session, string name, TargetHealth health) => session.Execute(
        Replace,
        name, health.OpenedAt?.UtcTicks, health.OpenUntil?.UtcTicks, health.ByHint ? 1 : 0, health.Reason?.ToString(), health.Breaks,
        health.Failures, health.ProbeSince?.UtcTicks, health.ClosedAt?.UtcTicks, health.Window.ToString());
}
