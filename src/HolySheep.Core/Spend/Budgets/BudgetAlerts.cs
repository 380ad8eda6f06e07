using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Budgets;

/// <summary>Finds the alerts that are due. Pure: a ledger claims their marks, each once per period among all processes, and gives what it could claim.</summary>
/// <param name="budgets">The budgets.</param>
/// <param name="local">The machine's time zone.</param>
internal sealed class BudgetAlerts(CurrentBudgets budgets, TimeZoneInfo local)
{
    private const string Refused = "refused";
    private const long SecondsOfDay = 86_400;

    /// <summary>The balance of a budget that may be due for an alert once an attempt is settled, still without its sum; null if it has no alert or does not count the attempt.</summary>
    public BudgetBalance? BalanceFor(CountedBudget budget, LedgerEntry entry) => budget.Scope.Covers(entry) ? BalanceAt(budget, entry.StartedAt) : null;

    /// <summary>The balance of a budget that may be due for an alert at a time, still without its sum; null if it has no alert.</summary>
    public BudgetBalance? BalanceAt(CountedBudget budget, DateTimeOffset at) => budget.Options is { Limit: > 0, AlertAt.Count: > 0 }
        ? new BudgetBalance(budget, BudgetWindow.Of(budget.Options.Period, at, local), default)
        : null;

    /// <summary>What may still be committed before an alert could be due, in <see cref="UsdAmount"/>'s units: below 0 if it could be, <see cref="long.MaxValue"/> if no alert is left.</summary>
    public static long LeftToNext(BudgetBalance balance)
    {
        var left = long.MaxValue;
        foreach (var share in balance.Budget.Options.Limit > 0 ? balance.Budget.Options.AlertAt : [])
        {
            var threshold = UsdAmount.ToLargeUnits(share * balance.Budget.Options.Limit);
            if (threshold > balance.Sum.Settled)
            {
                left = Math.Min(left, threshold - 1 - balance.Committed);
            }
        }

        return left;
    }

    /// <summary>The alert that is due once an attempt is settled; null if spending has reached no share. Reserved amounts do not count.</summary>
    /// <param name="balance">The balance of the budget, with the attempt.</param>
    /// <param name="cost">What the attempt cost, in <see cref="UsdAmount"/>'s units.</param>
    /// <param name="at">The time.</param>
    public DueAlert? AfterSettlement(BudgetBalance balance, long cost, DateTimeOffset at)
    {
        var (budget, window) = (balance.Budget, balance.Window);
        var options = budget.Options;
        var (spent, before) = (UsdAmount.FromUnits(balance.Sum.Settled), UsdAmount.FromUnits(balance.Sum.Settled - cost));
        List<DueMark>? marks = null;
        foreach (var share in options.AlertAt)
        {
            var threshold = share * options.Limit;
            if (spent >= threshold)
            {
                (marks ??= []).Add(new DueMark(MarkOf(budget, window, FormattableString.Invariant($"{share}")), at)
                {
                    Posts = options.Webhook is not null,
                    AgainAfter = AgainAfter(options),
                    IsCrossed = before < threshold,
                    Earlier = (options.Name, NumberInEarlierVersions(options, window)),
                });
            }
        }

        return marks is null ? null : new DueAlert(options, BudgetWords.Alert(options, spent, window, local), marks);
    }

    /// <summary>The alert that is due if a budget refuses an attempt; null if it has no address, or if it may pay for the next one. The refusal itself informs the caller.</summary>
    public DueAlert? AfterRefusal(LedgerEntry entry, BudgetRefusal refusal)
    {
        if (refusal.IsPassing || budgets.Now.FirstOrDefault(budget => budget.Options.Name == refusal.Budget) is not { Options: { Webhook: not null } options } refusing)
        {
            return null;
        }

        var mark = MarkOf(refusing, BudgetWindow.Of(options.Period, entry.StartedAt, local), Refused);
        return new DueAlert(options, BudgetWords.Refused(refusal), [new DueMark(mark, entry.StartedAt) { Posts = true, AgainAfter = AgainAfter(options) }]);
    }

    /// <summary>A rolling period has no beginning: its alert is given again once spending fell below the share, or after the length of the period.</summary>
    private static TimeSpan? AgainAfter(BudgetOptions options) => IsRolling(options) ? TimeSpan.FromHours(options.Period.Hours) : null;

    private static AlertMark MarkOf(CountedBudget budget, BudgetWindow window, string name) =>
        new(budget.Setting, IsRolling(budget.Options) ? 0 : window.Start.ToUnixTimeSeconds(), name);

    private static long NumberInEarlierVersions(BudgetOptions options, BudgetWindow window) =>
        IsRolling(options) ? window.End.ToUnixTimeSeconds() / SecondsOfDay : window.Start.ToUnixTimeSeconds();

    private static bool IsRolling(BudgetOptions options) => options.Period.Kind == BudgetPeriodKind.RollingHours;
}
