using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>
/// Reads and writes the leases of all processes. What is left of a lease and what its attempts in the ledger count for are together what was granted, whoever enters their logs and whenever,
/// so that no process needs to know how far the log of another is entered.
/// </summary>
internal static class LeaseRows
{
    private const string Insert =
        "INSERT INTO leases (id, budget, first, until, process, owner, client, budget_limit, granted, remaining, period) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private const string Grants = "UPDATE leases SET granted = granted + $1, remaining = remaining + $2, until = $3, budget_limit = $4 WHERE id = $5";
    private const string Overlapping = "SELECT process, remaining, budget_limit, owner, first, until, period FROM leases WHERE budget = $1 AND first < $2 AND until > $3";

    // One whose process is known is resolved with it. The log of another machine is not here.
    private const string Left = "SELECT id, client FROM leases WHERE owner = $1 AND process NOT IN (SELECT id FROM processes)";

    /// <summary>Writes a new lease.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="holder">Who holds it.</param>
    /// <param name="limit">The limit of its budget, in units.</param>
    /// <param name="amount">What is granted, in units.</param>
    public static void Add(ISqlSession session, HeldLease lease, LeaseHolder holder, long limit, long amount) => session.Execute(
        Insert, lease.Id, lease.Budget.Options.Name, lease.Period.First, lease.Period.Until, holder.Process, holder.Owner, holder.Client, limit, amount, amount, lease.Budget.Options.Period.ToString());

    /// <summary>Grants more of a lease, or less if the amount is negative.</summary>
    /// <returns>False if it was taken away.</returns>
    public static bool Grant(ISqlSession session, HeldLease lease, long limit, long amount) => session.Execute(Grants, amount, amount, lease.Period.Until, limit, lease.Id) == 1;

    /// <summary>The leases that count for a budget in a window, those of this process too. They belong to a budget of that name, whatever its settings are elsewhere.</summary>
    public static IReadOnlyList<StoredLease> Of(ISqlSession session, CountedBudget budget, in BudgetWindow window) => session.Query(
        Overlapping,
        static row => new StoredLease(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3), new LeasePeriod(row.GetInt64(4), row.GetInt64(5)), row.IsDBNull(6) ? null : row.GetString(6)),
        budget.Options.Name, window.End.ToUnixTimeMilliseconds() + 1, window.Start.ToUnixTimeMilliseconds());

    /// <summary>What leases still hold for a budget in a window, in units: what other processes may spend, and what is in logs that are not entered yet.</summary>
    public static long Held(ISqlSession session, CountedBudget budget, in BudgetWindow window) => Of(session, budget, window).Sum(static lease => Math.Max(0, lease.Remaining));

    /// <summary>Changes what is left of leases by what attempts spent; nothing for those that are gone.</summary>
    public static void Spend(ISqlSession session, IReadOnlyDictionary<long, long> changes)
    {
        foreach (var change in changes)
        {
            session.Execute("UPDATE leases SET remaining = remaining + $1 WHERE id = $2", change.Value, change.Key);
        }
    }

    /// <summary>What was granted to a process, by lease.</summary>
    public static IReadOnlyDictionary<long, long> OfProcess(ISqlSession session, long process)
    {
        var found = new Dictionary<long, long>();
        session.ForEach("SELECT id, granted FROM leases WHERE process = $1", row => found.Add(row.GetInt64(0), row.GetInt64(1)), process);
        return found;
    }

    /// <summary>Removes a lease, so that nothing of it is reserved any more.</summary>
    public static void Drop(ISqlSession session, long id) => session.Execute("DELETE FROM leases WHERE id = $1", id);

    /// <summary>Removes the leases of a process whose log is entered.</summary>
    public static void DropOf(ISqlSession session, long process) => session.Execute("DELETE FROM leases WHERE process = $1", process);

    /// <summary>Removes leases whose period ended before a time.</summary>
    public static void DropBefore(ISqlSession session, DateTimeOffset time) => session.Execute("DELETE FROM leases WHERE until < $1", time.ToUnixTimeMilliseconds());

    /// <summary>The leases that processes of this machine left behind, each with the client whose log says what was spent of it.</summary>
    public static IReadOnlyList<(long Id, string Client)> LeftBehind(ISqlSession session, string owner) => session.Query(Left, static row => (row.GetInt64(0), row.GetString(1)), owner);
}
