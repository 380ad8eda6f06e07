using System;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>The time that a lease belongs to, in milliseconds since 1970. It counts in every window that it overlaps.</summary>
/// <param name="First">Its beginning; 0 for a rolling period, which has none.</param>
/// <param name="Until">Its end. For a rolling period the moment of the last grant: as for an attempt, the amount counts as long as that is in the window.</param>
internal readonly record struct LeasePeriod(long First, long Until)
{
    /// <summary>The period of a lease that is granted now.</summary>
    public static LeasePeriod Of(BudgetPeriod period, in BudgetWindow window) => period.Kind == BudgetPeriodKind.RollingHours
        ? new LeasePeriod(0, window.End.ToUnixTimeMilliseconds() + 1)
        : new LeasePeriod(window.Start.ToUnixTimeMilliseconds(), window.End.ToUnixTimeMilliseconds());

    /// <summary>Whether a lease of a budget may be spent in a window: for a rolling period only in the first half of it, so that it still counts when the call is settled.</summary>
    public bool IsSpendable(BudgetPeriod period, in BudgetWindow window) => period.Kind == BudgetPeriodKind.RollingHours
        ? First == 0 && window.End.ToUnixTimeMilliseconds() - Until < TimeSpan.FromHours(period.Hours).TotalMilliseconds / 2
        : First == window.Start.ToUnixTimeMilliseconds();
}
