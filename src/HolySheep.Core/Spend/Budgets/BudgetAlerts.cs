using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Budgets;

/// <summary>Finds the alerts that are due, each once per period among all processes. Used in the transaction that books or settles.</summary>
/// <param name="budgets">The budgets.</param>
/// <param name="sums">The sums that the budgets have spent.</param>
/// <param name="local">The machine's time zone.</param>
internal sealed class BudgetAlerts(IReadOnlyList<CountedBudget> budgets, BudgetSums sums, TimeZoneInfo local)
{
    private const string Refused = "refused";
    private const long SecondsOfDay = 86_400;

    /// <summary>The alerts that are due once an attempt is settled. Reserved amounts do not count.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt.</param>
    /// <param name="cost">What it cost, in <see cref="UsdAmount"/>'s units.</param>
    /// <param name="at">The time.</param>
    public IReadOnlyList<BudgetAlert> AfterSettlement(DatabaseSession session, LedgerEntry entry, long cost, DateTimeOffset at)
    {
        List<BudgetAlert>? alerts = null;
        foreach (var budget in budgets)
        {
            if (budget.Options is { Limit: > 0, AlertAt.Count: > 0 } && budget.Scope.Covers(entry) && Reached(session, budget, entry, cost, at) is { } alert)
            {
                (alerts ??= []).Add(alert);
            }
        }

        return alerts ?? (IReadOnlyList<BudgetAlert>)[];
    }

    /// <summary>The alert that is due if a budget refuses an attempt; null if it was given or has no address. The refusal itself informs the caller.</summary>
    public BudgetAlert? AfterRefusal(DatabaseSession session, LedgerEntry entry, BudgetRefusal refusal)
    {
        if (budgets.FirstOrDefault(budget => budget.Options.Name == refusal.Budget) is not { Options: { Webhook: not null } options } refusing)
        {
            return null;
        }

        var mark = MarkOf(refusing, BudgetWindow.Of(options.Period, entry.StartedAt, local), Refused);
        return AlertMarks.Claim(session, mark, entry.StartedAt, posts: true, AgainAfter(options), isCrossed: false) == AlertClaim.None
            ? null
            : new BudgetAlert(options, BudgetWords.Refused(refusal)) { Marks = [mark] };
    }

    private BudgetAlert? Reached(DatabaseSession session, CountedBudget budget, LedgerEntry entry, long cost, DateTimeOffset at)
    {
        var options = budget.Options;
        var window = BudgetWindow.Of(options.Period, entry.StartedAt, local);
        var units = sums.Of(session, budget, window).Settled;
        var (spent, before) = (UsdAmount.FromUnits(units), UsdAmount.FromUnits(units - cost));
        List<AlertMark>? marks = null;
        var isRepeated = true;
        foreach (var share in options.AlertAt)
        {
            var threshold = share * options.Limit;
            if (spent < threshold)
            {
                continue;
            }

            var mark = MarkOf(budget, window, FormattableString.Invariant($"{share}"));
            var claim = AlertMarks.Claim(session, mark, at, options.Webhook is not null, AgainAfter(options), isCrossed: before < threshold);
            if (claim == AlertClaim.None || (claim == AlertClaim.New && AlertMarks.TakeOver(session, mark, options.Name, NumberInEarlierVersions(options, window))))
            {
                continue;
            }

            (marks ??= []).Add(mark);
            isRepeated &= claim == AlertClaim.Repeated;
        }

        return marks is null ? null : new BudgetAlert(options, BudgetWords.Alert(options, spent, window, local)) { Marks = marks, IsRepeated = isRepeated };
    }

    /// <summary>A rolling period has no beginning: its alert is given again once spending fell below the share, or after the length of the period.</summary>
    private static TimeSpan? AgainAfter(BudgetOptions options) => IsRolling(options) ? TimeSpan.FromHours(options.Period.Hours) : null;

    private static AlertMark MarkOf(CountedBudget budget, BudgetWindow window, string name) =>
        new(budget.Setting, IsRolling(budget.Options) ? 0 : window.Start.ToUnixTimeSeconds(), name);

    private static long NumberInEarlierVersions(BudgetOptions options, BudgetWindow window) =>
        IsRolling(options) ? window.End.ToUnixTimeSeconds() / SecondsOfDay : window.Start.ToUnixTimeSeconds();

    private static bool IsRolling(BudgetOptions options) => options.Period.Kind == BudgetPeriodKind.RollingHours;
}
