using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Asks the budgets with what the ledger's file holds; used within its transactions.</summary>
/// <param name="gate">The budgets.</param>
/// <param name="process">The row of this process.</param>
internal sealed class BudgetBooks(BudgetGate gate, long process)
{
    private readonly BudgetSums _sums = new();

    /// <summary>Discards all sums, as after a rollback.</summary>
    public void Forget() => _sums.Forget();

    /// <summary>The balances of the budgets that count an attempt, with their sums and leases.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">The estimated cost in USD; null if the price is unknown.</param>
    public List<BudgetBalance> BalancesFor(ISqlSession session, LedgerEntry entry, decimal? estimate)
    {
        var balances = gate.BalancesFor(entry, estimate);
        for (var place = 0; place < balances.Count; place++)
        {
            balances[place] = WithLeases(session, WithSum(session, balances[place]));
        }

        return balances;
    }

    /// <summary>What the budgets say about an attempt.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">The estimated cost in USD; null if the price is unknown.</param>
    public BudgetVerdict Check(ISqlSession session, LedgerEntry entry, decimal? estimate) => Check(session, entry, estimate, BalancesFor(session, entry, estimate));

    /// <summary>What the budgets say about an attempt with these balances.</summary>
    public BudgetVerdict Check(ISqlSession session, LedgerEntry entry, decimal? estimate, List<BudgetBalance> balances)
    {
        for (var place = 0; place < balances.Count; place++)
        {
            var balance = balances[place];
            balances[place] = BudgetGate.NeedsShadows(entry, estimate!.Value, balance) ? balance with { OfShadows = ShadowRows.Of(session, balance.Budget, balance.Window) } : balance;
        }

        return gate.Check(entry, estimate, balances);
    }

    /// <summary>Takes the money that an attempt is short of back from shadows under way.</summary>
    public void TakeFromShadows(ISqlSession session, IReadOnlyList<BudgetBalance> @short)
    {
        foreach (var balance in @short)
        {
            ShadowRows.TakeBack(session, balance.Budget, balance.Window);
        }

        _sums.Forget();
    }

    /// <summary>Counts a booked or settled amount, in <see cref="UsdAmount"/>'s units.</summary>
    public void Add(LedgerEntry entry, long settled, long reserved) => _sums.Add(gate.Budgets, entry, settled, reserved);

    /// <summary>Claims the alerts that are due once an attempt is settled and counted.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt.</param>
    /// <param name="cost">What it cost, in <see cref="UsdAmount"/>'s units.</param>
    /// <param name="at">The time.</param>
    public IReadOnlyList<BudgetAlert> AlertsAfterSettlement(ISqlSession session, LedgerEntry entry, long cost, DateTimeOffset at)
    {
        List<BudgetAlert>? alerts = null;
        foreach (var budget in gate.Budgets)
        {
            if (gate.Alerts.BalanceFor(budget, entry) is { } balance && Claim(session, WithSum(session, balance), cost, at) is { } alert)
            {
                (alerts ??= []).Add(alert);
            }
        }

        return alerts ?? (IReadOnlyList<BudgetAlert>)[];
    }

    /// <summary>Does what changes the settled attempts, as the import of a log, and claims the alerts that are due after it.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="at">The time.</param>
    /// <param name="change">What changes them.</param>
    public IReadOnlyList<BudgetAlert> AlertsAfter(ISqlSession session, DateTimeOffset at, Action change)
    {
        var alerted = gate.Budgets.Select(budget => gate.Alerts.BalanceAt(budget, at)).OfType<BudgetBalance>().Select(balance => WithSum(session, balance)).ToList();
        change();
        _sums.Forget();
        List<BudgetAlert>? alerts = null;
        foreach (var before in alerted)
        {
            var after = WithSum(session, before);
            if (after.Sum.Settled != before.Sum.Settled && Claim(session, after, after.Sum.Settled - before.Sum.Settled, at) is { } alert)
            {
                (alerts ??= []).Add(alert);
            }
        }

        return alerts ?? (IReadOnlyList<BudgetAlert>)[];
    }

    /// <summary>Claims the alert that is due if a budget refuses an attempt; null if there is none to give.</summary>
    public BudgetAlert? AlertAfterRefusal(ISqlSession session, LedgerEntry entry, BudgetRefusal refusal) =>
        gate.Alerts.AfterRefusal(entry, refusal) is { } due ? AlertRows.Claim(session, due) : null;

    private BudgetAlert? Claim(ISqlSession session, BudgetBalance balance, long cost, DateTimeOffset at) =>
        gate.Alerts.AfterSettlement(balance, cost, at) is { } due ? AlertRows.Claim(session, due) : null;

    private BudgetBalance WithSum(ISqlSession session, BudgetBalance balance) => balance with { Sum = _sums.Of(session, balance.Budget, balance.Window) };

    private BudgetBalance WithLeases(ISqlSession session, BudgetBalance balance)
    {
        var (held, others, lowest, disagreeing) = (0L, 0, (long?)null, (OtherSetting?)null);
        foreach (var lease in LeaseRows.Of(session, balance.Budget, balance.Window))
        {
            held += Math.Max(0, lease.Remaining);
            if (lease.Process != process)
            {
                others += lease.Remaining > 0 ? 1 : 0;
                lowest = lowest < lease.Limit ? lowest : lease.Limit;
                disagreeing ??= lease.DifferenceFrom(balance.Budget.Options, balance.Window);
            }
        }

        return balance with { Leases = new BudgetLeases(held, others, lowest) { Disagreeing = disagreeing } };
    }
}
