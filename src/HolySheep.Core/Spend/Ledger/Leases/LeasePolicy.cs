using System;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>Decides how large a lease is. Pure.</summary>
/// <remarks>
/// A process gets ahead what it needs for the next seconds at its pace, and never more than a twentieth of what is left, divided among all holders: what an idle holder keeps from the others is little.
/// Once that is less than one call, calls are paid for one by one. An alert is a limit too, so that leases alone never reach it and the call that does is known.
/// </remarks>
internal static class LeasePolicy
{
    /// <summary>The share of what is left that all holders together have ahead is one part of this many.</summary>
    public const int Parts = 20;

    /// <summary>The time that a lease is meant to last, at twice the pace so far.</summary>
    public static TimeSpan Horizon { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The size of a lease; the caller has checked that the budget has what is needed.</summary>
    public static LeaseSize SizeOf(in LeaseDemand demand)
    {
        var room = Math.Min(demand.Left, demand.LeftToAlert) - demand.Need;
        var share = room / Parts / Math.Max(1, demand.Holders);
        return share < demand.Estimate
            ? new LeaseSize(demand.Need, IsTight: true)
            : new LeaseSize(demand.Need + Math.Max(0, Math.Min(share, Wish(demand)) - demand.Held), IsTight: false);
    }

    private static long Wish(in LeaseDemand demand)
    {
        var slower = demand.Since > Horizon ? (double)Horizon.Ticks / demand.Since.Ticks : 1;
        return (long)Math.Min(2.0 * demand.Spent * slower, long.MaxValue / 4.0);
    }
}
