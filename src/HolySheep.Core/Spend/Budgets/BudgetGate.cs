using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Budgets;

/// <summary>Decides whether budgets can pay for an attempt. Used in the transaction that books it.</summary>
internal sealed class BudgetGate
{
    private readonly IReadOnlyList<CountedBudget> _budgets;
    private readonly TimeZoneInfo _local;
    private readonly BudgetSums _sums = new();

    /// <param name="budgets">The budgets.</param>
    /// <param name="names">The names of the configuration; null uses every name unchanged.</param>
    /// <param name="local">The machine's time zone.</param>
    public BudgetGate(IReadOnlyList<BudgetOptions> budgets, ModelNames? names, TimeZoneInfo local)
    {
        _budgets = [.. budgets.Select(budget => new CountedBudget(budget, names))];
        _local = local;
        Alerts = new BudgetAlerts(_budgets, _sums, local);
    }

    /// <summary>Finds the alerts that are due.</summary>
    public BudgetAlerts Alerts { get; }

    /// <summary>Whether there are no budgets.</summary>
    public bool IsEmpty => _budgets.Count == 0;

    /// <summary>Discards all sums, as after a rollback.</summary>
    public void Forget() => _sums.Forget();

    /// <summary>Whether any budget counts an attempt.</summary>
    public bool Covers(LedgerEntry entry) => _budgets.Any(budget => budget.Scope.Covers(entry));

    /// <summary>The reason why an attempt is refused; null if it is allowed. A budget that only warns adds a warning.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt.</param>
    /// <param name="estimate">The estimated cost in USD; null if the price is unknown.</param>
    /// <param name="warnings">Receives warnings.</param>
    /// <param name="short">Receives the budgets that can pay for it only with the money of shadows: before it leaves, <see cref="TakeFromShadows"/> takes it.</param>
    public BudgetRefusal? Check(DatabaseSession session, LedgerEntry entry, decimal? estimate, List<string> warnings, List<CountedBudget> @short)
    {
        var refusal = CheckCallLimit(entry, estimate);
        foreach (var counted in _budgets.Where(budget => budget.Scope.Covers(entry)))
        {
            var budget = counted.Options;
            if (estimate is null)
            {
                refusal ??= budget is { Action: BudgetAction.Stop, AllowUnknownPrices: false } ? BudgetWords.UnknownPrice(budget, entry) : null;
                continue;
            }

            if (estimate == 0)
            {
                // A free call passes every budget.
                continue;
            }

            var window = BudgetWindow.Of(budget.Period, entry.StartedAt, _local);
            var spent = UsdAmount.FromUnits(_sums.Of(session, counted, window).Total);
            if (spent + estimate.Value <= budget.Limit)
            {
                continue;
            }

            if (FitsBesideShadows(session, entry, counted, window, budget.Limit - spent - estimate.Value))
            {
                if (budget.Action != BudgetAction.Warn)
                {
                    @short.Add(counted);
                }

                continue;
            }

            if (budget.Action == BudgetAction.Warn)
            {
                warnings.Add(BudgetWords.Warning(budget, spent, window, _local));
            }
            else if (budget.Action == BudgetAction.Stop)
            {
                refusal ??= BudgetWords.Refusal(budget, entry, spent, estimate.Value, window, _local);
            }
            else if (!entry.Downgraded)
            {
                // A downgrade can still answer the call, so it takes precedence over a refusal.
                return BudgetWords.Refusal(budget, entry, spent, estimate.Value, window, _local);
            }
        }

        return refusal;
    }

    /// <summary>Takes the money that an attempt is short of back from shadows under way.</summary>
    public void TakeFromShadows(DatabaseSession session, LedgerEntry entry, List<CountedBudget> @short)
    {
        foreach (var counted in @short)
        {
            ShadowMoney.TakeBack(session, counted, BudgetWindow.Of(counted.Options.Period, entry.StartedAt, _local));
        }

        _sums.Forget();
    }

    /// <summary>Whether an attempt fits if shadows give back what they have only reserved: a shadow must not take money from a caller's call.</summary>
    private static bool FitsBesideShadows(DatabaseSession session, LedgerEntry entry, CountedBudget budget, BudgetWindow window, decimal missing) =>
        entry.Role != AttemptRole.Shadow && missing + UsdAmount.FromUnits(ShadowMoney.Of(session, budget, window)) >= 0;

    /// <summary>The reason why an attempt with this many answer tokens exceeds the call's own limit; null if it does not.</summary>
    public static BudgetRefusal? CheckCallLimit(LedgerEntry entry, long output) => entry.CallLimitLeft is null ? null : CheckCallLimit(entry, entry.EstimateOf(output));

    private static BudgetRefusal? CheckCallLimit(LedgerEntry entry, decimal? estimate) =>
        entry.CallLimitLeft is { } left && !(estimate <= left) ? BudgetWords.CallLimit(entry, estimate, left) : null;

    /// <summary>A budget that refuses calls that cannot be counted; null if no such budget counts the attempt.</summary>
    public BudgetOptions? StrictFor(LedgerEntry entry) =>
        _budgets.FirstOrDefault(budget => budget.Options is { Action: BudgetAction.Stop, AllowUnrecorded: false } && budget.Scope.Covers(entry))?.Options;

    /// <summary>The reason why an attempt that cannot be booked is refused; null if it is allowed. A budget that stops refuses it; a call's own limit works without the ledger.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="fault">The fault of the ledger.</param>
    public BudgetRefusal? CheckUnrecorded(LedgerEntry entry, string fault) =>
        CheckCallLimit(entry, OutputHistory.Without(entry)) ?? (StrictFor(entry) is { } strict && entry.EstimateOf(1) != 0 ? BudgetWords.Unrecorded(strict, fault) : null);

    /// <summary>Counts a booked or settled amount, in <see cref="UsdAmount"/>'s units.</summary>
    public void Add(LedgerEntry entry, long settled, long reserved) => _sums.Add(_budgets, entry, settled, reserved);
}
