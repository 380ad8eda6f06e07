namespace HolySheep.Limits;

/// <summary>The room that was reserved for one call.</summary>
/// <param name="Demand">The demand.</param>
/// <param name="Mark">The call's position in its quota.</param>
/// <param name="Call">The id of its place among the calls under way; null if they are not limited.</param>
internal sealed record LimitPermit(LimitDemand Demand, QuotaMark Mark, long? Call);
