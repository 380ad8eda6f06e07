using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Processes;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Maintenance.Sqlite;

/// <summary>The calls under way in a ledger, whose estimated cost budgets count.</summary>
internal sealed class CallHoldings : IHoldings
{
    private const string Open = "SELECT p.host, count(a.id), CAST(coalesce(sum(a.amount), 0) AS bigint) FROM processes AS p JOIN attempts AS a ON a.process = p.id AND a.state = 0 GROUP BY p.host";

    /// <summary>The machines that have processes in the ledger, by name; without processes that are known to have ended.</summary>
    public static IReadOnlyList<StateMachine> Machines(ISqlSession session, DateTimeOffset now) =>
    [
        .. ProcessRows.All(session).Where(process => ProcessMark.IsAlive(process.Mark, process.Number, process.LastSeen, now))
            .GroupBy(static process => ProcessMark.MachineOf(process.Mark), StringComparer.OrdinalIgnoreCase).OrderBy(static machine => machine.Key, StringComparer.OrdinalIgnoreCase).Select(static machine => new StateMachine
        {
            Name = machine.Key,
            Processes = machine.Count(),
            LastSeen = machine.Max(static process => process.LastSeen),
        }),
    ];

    public IEnumerable<HeldResource> List(ISqlSession session, DateTimeOffset now) =>
        session.Query(Open, static row => (Machine: ProcessMark.MachineOf(row.GetString(0)), Count: row.GetInt64(1), Amount: row.GetInt64(2)))
            .GroupBy(static row => row.Machine, StringComparer.OrdinalIgnoreCase)
            .Select(static machine => new HeldResource
            {
                Machine = machine.Key,
                Kind = HeldKind.Calls,
                Count = machine.Sum(static row => row.Count),
                Amount = UsdAmount.FromUnits(machine.Sum(static row => row.Amount)),
            });

    public void Release(ISqlSession session, string machine)
    {
        foreach (var process in ProcessRows.All(session).Where(process => string.Equals(ProcessMark.MachineOf(process.Mark), machine, StringComparison.OrdinalIgnoreCase)))
        {
            ProcessRows.Leave(session, process.Id);
        }
    }
}
