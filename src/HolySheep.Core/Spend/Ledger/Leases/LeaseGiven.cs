using System;
using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>A grant that is written, and takes effect once it is committed.</summary>
/// <param name="Lease">The lease.</param>
/// <param name="Size">What was granted.</param>
/// <param name="Charge">What the call that waits spends of it at once, in <see cref="UsdAmount"/>'s units; 0 if none waits.</param>
/// <param name="Slack">What is left before the next alert could be due.</param>
/// <param name="At">The time.</param>
internal sealed record LeaseGiven(HeldLease Lease, LeaseSize Size, long Charge, long Slack, DateTimeOffset At);
