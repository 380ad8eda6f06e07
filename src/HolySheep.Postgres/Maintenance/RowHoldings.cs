using System;
using System.Collections.Generic;
using HolySheep.Maintenance;
using HolySheep.Maintenance.Sqlite;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Postgres.Maintenance;

/// <summary>The rows of shared jobs that workers hold.</summary>
internal sealed class RowHoldings : IHoldings
{
    private const string Held =
        """
        SELECT c.machine, j.name, sum(c.size)::bigint, max(c.until) AT TIME ZONE 'UTC' FROM job_chunks AS c JOIN jobs AS j ON j.id = c.job WHERE NOT c.is_done AND c.until IS NOT NULL GROUP BY c.machine, j.name, j.id
        """;

    // Another fence, so that the machine keeps nothing more should it come back.
    private const string Free = "UPDATE job_chunks SET until = NULL, fence = fence + 1 WHERE NOT is_done AND until IS NOT NULL AND lower(machine) = lower($1)";

    public IEnumerable<HeldResource> List(ISqlSession session, DateTimeOffset now) => session.Query(Held, static row => new HeldResource
    {
        Machine = row.GetString(0),
        Kind = HeldKind.Rows,
        Name = row.GetString(1),
        Count = row.GetInt64(2),
        Until = new DateTimeOffset(row.GetDateTime(3), TimeSpan.Zero),
    });

    public void Release(ISqlSession session, string machine) => session.Execute(Free, machine);
}
