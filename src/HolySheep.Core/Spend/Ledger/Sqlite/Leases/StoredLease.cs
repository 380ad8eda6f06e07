using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>The lease of a process, as the ledger holds it.</summary>
/// <param name="Process">The row of the process.</param>
/// <param name="Remaining">What is granted and not spent by attempts in the ledger, in <see cref="UsdAmount"/>'s units; below 0 if they cost more.</param>
/// <param name="Limit">The limit of the budget in the configuration of the process, in the same units.</param>
/// <param name="Owner">The owner of the logs of the process, from <see cref="ILedgerPlace.LogOwner"/>.</param>
/// <param name="Period">The time that it belongs to.</param>
/// <param name="Every">The period of the budget in the configuration of the process; null if an earlier version wrote it.</param>
internal sealed record StoredLease(long Process, long Remaining, long Limit, string Owner, LeasePeriod Period, string? Every)
{
    /// <summary>How the configuration of its process differs for a budget; null if it does not.</summary>
    /// <param name="budget">The budget here.</param>
    /// <param name="window">The time range that it counts here.</param>
    public OtherSetting? DifferenceFrom(BudgetOptions budget, in BudgetWindow window)
    {
        var own = LeasePeriod.Of(budget.Period, window);
        var isOtherLimit = Limit != UsdAmount.ToLargeUnits(budget.Limit);
        var isOtherPeriod = Every is not null && Every != budget.Period.ToString();

        // The same day, week or month begins at another time in another time zone; the next one of the same zone is not the same.
        var isOtherZone = Every is not null && !isOtherPeriod && own.First != 0 && Period.First != own.First && Period.First < own.Until && Period.Until > own.First;
        return isOtherLimit || isOtherPeriod || isOtherZone
            ? new OtherSetting(isOtherLimit ? UsdAmount.FromUnits(Limit) : null, isOtherPeriod || isOtherZone ? Every : null, LeaseHolder.MachineOf(Owner))
            : null;
    }
}
