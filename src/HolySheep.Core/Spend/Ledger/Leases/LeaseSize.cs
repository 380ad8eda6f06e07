using HolySheep.Spend.Pricing;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>The answer to a <see cref="LeaseDemand"/>.</summary>
/// <param name="Amount">What is leased, in <see cref="UsdAmount"/>'s units.</param>
/// <param name="IsTight">True near the limit or an alert: calls are paid for one by one, and settled in the ledger at once.</param>
internal readonly record struct LeaseSize(long Amount, bool IsTight);
