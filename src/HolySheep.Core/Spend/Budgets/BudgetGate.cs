using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Spend.Ledger;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Budgets;

/// <summary>Lets attempts through that budgets have money for; used within the transaction that books them.</summary>
/// <param name="budgets">The budgets.</param>
/// <param name="local">The machine's zone.</param>
internal sealed class BudgetGate(IReadOnlyList<BudgetOptions> budgets, TimeZoneInfo local)
{
    private readonly BudgetSums _sums = new();

    public IReadOnlyList<BudgetOptions> Budgets => budgets;

    /// <summary>Forgets all sums, as after a change that was taken back.</summary>
    public void Forget() => _sums.Forget();

    /// <summary>Whether a budget counts an attempt.</summary>
    public bool Covers(LedgerEntry entry) => budgets.Count > 0 && budgets.Any(budget => budget.Scope.Covers(entry));

    /// <summary>Why an attempt may not leave; null where it may. A budget that only warns adds to the warnings.</summary>
    public BudgetRefusal? Check(DatabaseSession session, LedgerEntry entry, decimal? estimate, List<string> warnings)
    {
        var refusal = CheckCallLimit(entry, estimate);
        foreach (var budget in budgets.Where(budget => budget.Scope.Covers(entry)))
        {
            if (estimate is null)
            {
                refusal ??= budget is { Action: BudgetAction.Stop, AllowUnknownPrices: false } ? BudgetWords.UnknownPrice(budget, entry) : null;
                continue;
            }

            if (estimate == 0)
            {
                // What costs nothing needs no money.
                continue;
            }

            var window = BudgetWindow.Of(budget.Period, entry.StartedAt, local);
            var spent = UsdAmount.FromUnits(_sums.Spent(session, budget, window));
            if (spent + estimate.Value <= budget.Limit)
            {
                continue;
            }

            if (budget.Action == BudgetAction.Warn)
            {
                warnings.Add(BudgetWords.Warning(budget, spent, window, local));
            }
            else if (budget.Action == BudgetAction.Stop)
            {
                refusal ??= BudgetWords.Refusal(budget, entry, spent, estimate.Value, window, local);
            }
            else if (!entry.Downgraded)
            {
                // Another chain is a way on, so that it goes before what only stops.
                return BudgetWords.Refusal(budget, entry, spent, estimate.Value, window, local);
            }
        }

        return refusal;
    }

    /// <summary>Why an attempt of so many answer tokens goes beyond the call's own limit; null where it does not.</summary>
    public static BudgetRefusal? CheckCallLimit(LedgerEntry entry, long output) => entry.CallLimitLeft is null ? null : CheckCallLimit(entry, entry.EstimateOf(output));

    private static BudgetRefusal? CheckCallLimit(LedgerEntry entry, decimal? estimate) =>
        entry.CallLimitLeft is { } left && !(estimate <= left) ? BudgetWords.CallLimit(entry, estimate, left) : null;

    /// <summary>A budget that lets nothing pass that nobody counts; null where none counts the attempt.</summary>
    public BudgetOptions? StrictFor(LedgerEntry entry) =>
        budgets.FirstOrDefault(budget => budget is { Action: BudgetAction.Stop, AllowUnrecorded: false } && budget.Scope.Covers(entry));

    /// <summary>Why an attempt may not leave that cannot be booked; null where it may: without a ledger a budget that stops cannot hold, but a call's own limit does.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="fault">What is wrong with the ledger.</param>
    public BudgetRefusal? CheckUnrecorded(LedgerEntry entry, string fault) =>
        CheckCallLimit(entry, OutputHistory.Without(entry)) ?? (StrictFor(entry) is { } strict && entry.EstimateOf(1) != 0 ? BudgetWords.Unrecorded(strict, fault) : null);

    /// <summary>Counts what was booked or settled.</summary>
    public void Add(LedgerEntry entry, long units) => _sums.Add(budgets, entry, units);

    /// <summary>The alerts that are due, each once a period among all processes.</summary>
    public IReadOnlyList<BudgetAlert> TakeAlerts(DatabaseSession session, LedgerEntry entry)
    {
        List<BudgetAlert>? alerts = null;
        foreach (var budget in budgets.Where(budget => budget.Limit > 0 && budget.Scope.Covers(entry)))
        {
            var window = BudgetWindow.Of(budget.Period, entry.StartedAt, local);
            var spent = UsdAmount.FromUnits(_sums.Spent(session, budget, window));
            var reached = budget.AlertAt.Where(share => spent >= share * budget.Limit).ToList();
            if (reached.Count > 0 && reached.Count(share => IsFirst(session, budget, window, share)) > 0)
            {
                (alerts ??= []).Add(new BudgetAlert(budget, BudgetWords.Alert(budget, spent, window, local)));
            }
        }

        return alerts ?? (IReadOnlyList<BudgetAlert>)Array.Empty<BudgetAlert>();
    }

    /// <summary>A rolling period has no beginning: there an alert is given once a day.</summary>
    private static bool IsFirst(DatabaseSession session, BudgetOptions budget, BudgetWindow window, decimal share)
    {
        var period = budget.Period.Kind == BudgetPeriodKind.RollingHours ? window.End.ToUnixTimeSeconds() / 86_400 : window.Start.ToUnixTimeSeconds();
        return session.Execute("INSERT OR IGNORE INTO alerts VALUES ($1, $2, $3)", budget.Name, period, FormattableString.Invariant($"{share}")) == 1;
    }
}
