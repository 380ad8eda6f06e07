using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>Decides whether budgets can pay for an attempt. Pure: a ledger reads the balances and books in the same step.</summary>
internal sealed class BudgetGate
{
    private readonly CurrentBudgets _budgets;
    private readonly TimeZoneInfo _local;

    /// <param name="budgets">The budgets.</param>
    /// <param name="local">The machine's time zone.</param>
    public BudgetGate(CurrentBudgets budgets, TimeZoneInfo local)
    {
        (_budgets, _local) = (budgets, local);
        Alerts = new BudgetAlerts(budgets, local);
    }

    /// <summary>The budgets in force.</summary>
    public IReadOnlyList<CountedBudget> Budgets => _budgets.Now;

    /// <summary>Finds the alerts that are due.</summary>
    public BudgetAlerts Alerts { get; }

    /// <summary>Whether there are no budgets.</summary>
    public bool IsEmpty => Budgets.Count == 0;

    /// <summary>Whether any budget counts an attempt.</summary>
    public bool Covers(LedgerEntry entry) => Budgets.Any(budget => budget.Scope.Covers(entry));

    /// <summary>The balances that a decision about an attempt needs, each still without its sum: none if it is free or cannot be counted.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">Its estimated cost in USD; null if the price is unknown.</param>
    public List<BudgetBalance> BalancesFor(LedgerEntry entry, decimal? estimate)
    {
        var balances = new List<BudgetBalance>();
        foreach (var budget in Budgets)
        {
            if (estimate is not (null or 0) && budget.Scope.Covers(entry))
            {
                balances.Add(new BudgetBalance(budget, BudgetWindow.Of(budget.Options.Period, entry.StartedAt, _local), default));
            }
        }

        return balances;
    }

    /// <summary>Whether the decision also depends on the money of shadows: a shadow must not take money from a caller's call.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">Its estimated cost in USD.</param>
    /// <param name="balance">The balance, with its sum.</param>
    public static bool NeedsShadows(LedgerEntry entry, decimal estimate, BudgetBalance balance) =>
        entry.Role != AttemptRole.Shadow && UsdAmount.FromUnits(balance.Committed) + estimate > balance.Limit;

    /// <summary>The decision about an attempt.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">Its estimated cost in USD; null if the price is unknown.</param>
    /// <param name="balances">The balances of the budgets that count it, from <see cref="BalancesFor"/>, with their sums.</param>
    public BudgetVerdict Check(LedgerEntry entry, decimal? estimate, IReadOnlyList<BudgetBalance> balances)
    {
        var refusal = CheckCallLimit(entry, estimate);
        if (estimate is not { } cost)
        {
            return new BudgetVerdict(refusal ?? CheckUnknownPrice(entry), [], []);
        }

        List<string>? warnings = null;
        List<BudgetBalance>? @short = null;

        // A free call passes every budget: it has no balances.
        foreach (var balance in balances)
        {
            var limit = balance.Limit;
            var spent = UsdAmount.FromUnits(balance.Committed);
            if (spent + cost <= limit)
            {
                continue;
            }

            var budget = balance.Budget.Options with { Limit = limit };
            if (limit - spent - cost + UsdAmount.FromUnits(balance.OfShadows) >= 0)
            {
                if (budget.Action != BudgetAction.Warn)
                {
                    (@short ??= []).Add(balance);
                }
            }
            else if (budget.Action == BudgetAction.Warn)
            {
                (warnings ??= []).Add(BudgetWords.Warning(budget, spent, balance.Window, _local));
            }
            else if (budget.Action == BudgetAction.Stop)
            {
                refusal ??= Refusal(balance, entry, cost);
            }
            else if (!entry.Downgraded)
            {
                // A downgrade can still answer the call, so it takes precedence over a refusal.
                refusal = Refusal(balance, entry, cost);
                break;
            }
        }

        return new BudgetVerdict(refusal, warnings ?? (IReadOnlyList<string>)[], @short ?? (IReadOnlyList<BudgetBalance>)[]);
    }

    private BudgetRefusal Refusal(BudgetBalance balance, LedgerEntry entry, decimal cost) =>
        BudgetWords.Refusal(balance.Budget.Options with { Limit = balance.Limit }, entry, UsdAmount.FromUnits(balance.Committed), cost, balance.Window, _local) with
        {
            IsPassing = UsdAmount.FromUnits(balance.Sum.Settled) + cost <= balance.Limit,
        };

    /// <summary>The reason why an attempt with this many answer tokens exceeds the call's own limit; null if it does not.</summary>
    public static BudgetRefusal? CheckCallLimit(LedgerEntry entry, long output) => entry.CallLimitLeft is null ? null : CheckCallLimit(entry, entry.EstimateOf(output));

    private static BudgetRefusal? CheckCallLimit(LedgerEntry entry, decimal? estimate) =>
        entry.CallLimitLeft is { } left && !(estimate <= left) ? BudgetWords.CallLimit(entry, estimate, left) : null;

    /// <summary>A budget that refuses calls that cannot be counted; null if no such budget counts the attempt.</summary>
    public BudgetOptions? StrictFor(LedgerEntry entry) =>
        Budgets.FirstOrDefault(budget => budget.Options is { Action: BudgetAction.Stop, AllowUnrecorded: false } && budget.Scope.Covers(entry))?.Options;

    /// <summary>A budget that refuses an attempt because it cannot be counted; null if none does. What costs nothing needs no count.</summary>
    public BudgetOptions? StopsUnrecorded(LedgerEntry entry) => entry.EstimateOf(1) != 0 ? StrictFor(entry) : null;

    /// <summary>The reason why an attempt that cannot be booked is refused; null if it is allowed. A budget that stops refuses it; a call's own limit works without the ledger.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="fault">The fault of the ledger.</param>
    /// <param name="remedy">What a person does about it, as the beginning of a sentence.</param>
    public BudgetRefusal? CheckUnrecorded(LedgerEntry entry, string fault, string remedy) =>
        CheckCallLimit(entry, OutputHistory.Without(entry)) ?? (StopsUnrecorded(entry) is { } strict ? BudgetWords.Unrecorded(strict, fault, remedy) : null);

    private BudgetRefusal? CheckUnknownPrice(LedgerEntry entry) =>
        Budgets.FirstOrDefault(budget => budget.Options is { Action: BudgetAction.Stop, AllowUnknownPrices: false } && budget.Scope.Covers(entry)) is { } strict
            ? BudgetWords.UnknownPrice(strict.Options, entry)
            : null;
}
