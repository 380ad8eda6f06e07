using System;
using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Asks the budgets with what the ledger's file holds; used within its transactions.</summary>
/// <param name="gate">The budgets.</param>
internal sealed class BudgetBooks(BudgetGate gate)
{
    private readonly BudgetSums _sums = new();

    /// <summary>Discards all sums, as after a rollback.</summary>
    public void Forget() => _sums.Forget();

    /// <summary>What the budgets say about an attempt.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">The estimated cost in USD; null if the price is unknown.</param>
    public BudgetVerdict Check(ISqlSession session, LedgerEntry entry, decimal? estimate)
    {
        var balances = gate.BalancesFor(entry, estimate);
        for (var place = 0; place < balances.Count; place++)
        {
            var balance = WithSum(session, balances[place]);
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
            if (gate.Alerts.BalanceFor(budget, entry) is { } balance
                && gate.Alerts.AfterSettlement(WithSum(session, balance), cost, at) is { } due
                && AlertRows.Claim(session, due) is { } alert)
            {
                (alerts ??= []).Add(alert);
            }
        }

        return alerts ?? (IReadOnlyList<BudgetAlert>)[];
    }

    /// <summary>Claims the alert that is due if a budget refuses an attempt; null if there is none to give.</summary>
    public BudgetAlert? AlertAfterRefusal(ISqlSession session, LedgerEntry entry, BudgetRefusal refusal) =>
        gate.Alerts.AfterRefusal(entry, refusal) is { } due ? AlertRows.Claim(session, due) : null;

    private BudgetBalance WithSum(ISqlSession session, in BudgetBalance balance) => balance with { Sum = _sums.Of(session, balance.Budget, balance.Window) };
}
