using System;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>A lease that this process holds, in <see cref="UsdAmount"/>'s units. Used under the lock of its <see cref="HeldLeases"/>, except for what never changes.</summary>
/// <param name="id">Its id, which no other lease ever has: what is logged under the id of a lease that was taken away changes no other lease.</param>
/// <param name="budget">Its budget.</param>
/// <param name="period">The time that it belongs to.</param>
internal sealed class HeldLease(long id, CountedBudget budget, LeasePeriod period)
{
    public long Id => id;

    /// <summary>Its budget, as the row of the lease says it.</summary>
    public CountedBudget Budget { get; set; } = budget;

    public LeasePeriod Period { get; set; } = period;

    /// <summary>What can be spent; below 0 if calls cost more than was estimated.</summary>
    public long Available { get; set; }

    /// <summary>What was granted so far, less what was given back, as far as this process knows.</summary>
    public long Granted { get; set; }

    /// <summary>What is granted in a transaction that is not committed yet.</summary>
    public long Promised { get; set; }

    /// <summary>The part of <see cref="Promised"/> that no call needs: later calls of the same transaction may have it.</summary>
    public long PromisedAhead { get; set; }

    /// <summary>What was given back of grants that are not committed yet: <see cref="Available"/> is less by it until they are.</summary>
    public long TakenAhead { get; set; }

    /// <summary>What was spent since the last grant.</summary>
    public long Spent { get; set; }

    /// <summary>When it was last granted.</summary>
    public DateTimeOffset GrantedAt { get; set; }

    /// <summary>When a call last spent of it.</summary>
    public DateTimeOffset UsedAt { get; set; }

    /// <summary>What the last grant gave ahead.</summary>
    public long Ahead { get; set; }

    /// <summary>Whether calls are paid for one by one: <see cref="LeaseSize.IsTight"/>.</summary>
    public bool IsTight { get; set; }

    /// <summary>By how much calls may still cost more than was estimated before an alert could be due.</summary>
    public long Slack { get; set; }

    /// <summary>Whether more is being fetched.</summary>
    public bool IsFetching { get; set; }

    /// <summary>True once another process or a person has taken it away.</summary>
    public bool IsVoid { get; set; }
}
