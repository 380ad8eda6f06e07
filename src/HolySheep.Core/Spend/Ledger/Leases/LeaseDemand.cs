using System;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>What a process asks of a budget, and what is known at that moment; amounts are in <see cref="UsdAmount"/>'s units.</summary>
internal readonly record struct LeaseDemand
{
    /// <summary>What a call that waits needs; 0 if none waits.</summary>
    public long Need { get; init; }

    /// <summary>The estimate of one call, above 0.</summary>
    public long Estimate { get; init; }

    /// <summary>What the budget has left, beside everything that is spent, reserved or leased.</summary>
    public long Left { get; init; }

    /// <summary>What may still be leased before the next alert could be due; below 0 once it could be.</summary>
    public long LeftToAlert { get; init; }

    /// <summary>The processes that hold a lease of the budget, this one included.</summary>
    public int Holders { get; init; }

    /// <summary>What this process has spent since it last asked.</summary>
    public long Spent { get; init; }

    /// <summary>The time since it last asked.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>What it still holds, or is about to.</summary>
    public long Held { get; init; }
}
