using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>The lease of a process, as the ledger holds it.</summary>
/// <param name="Process">The row of the process.</param>
/// <param name="Remaining">What is granted and not spent by attempts in the ledger, in <see cref="UsdAmount"/>'s units; below 0 if they cost more.</param>
/// <param name="Limit">The limit of the budget in the configuration of the process, in the same units.</param>
internal sealed record StoredLease(long Process, long Remaining, long Limit);
