using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Processes;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Maintenance.Sqlite;

/// <summary>The money of budgets that processes have leased and not spent, as far as their logs are entered.</summary>
internal sealed class LeaseHoldings : IHoldings
{
    private const string Held = "SELECT l.id, l.budget, l.remaining, l.owner, p.host FROM leases AS l LEFT JOIN processes AS p ON p.id = l.process";

    public IEnumerable<HeldResource> List(ISqlSession session, DateTimeOffset now) => Leases(session).Where(static lease => lease.Remaining > 0)
        .GroupBy(static lease => (Machine: lease.Machine.ToUpperInvariant(), lease.Budget))
        .Select(static leases => new HeldResource
        {
            Machine = leases.First().Machine,
            Kind = HeldKind.Leases,
            Name = leases.Key.Budget,
            Count = leases.Count(),
            Amount = UsdAmount.FromUnits(leases.Sum(static lease => lease.Remaining)),
        });

    public void Release(ISqlSession session, string machine)
    {
        // Also those without money: the limit of their process would hold for others.
        foreach (var lease in Leases(session).Where(lease => string.Equals(lease.Machine, machine, StringComparison.OrdinalIgnoreCase)))
        {
            LeaseRows.Drop(session, lease.Id);
        }
    }

    private static IReadOnlyList<(long Id, string Budget, long Remaining, string Machine)> Leases(ISqlSession session) => session.Query(
        Held,
        static row => (row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(4) ? LeaseHolder.MachineOf(row.GetString(3)) : ProcessMark.MachineOf(row.GetString(4))));
}
