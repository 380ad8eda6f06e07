namespace HolySheep.Limits;

/// <summary>The room that was reserved for one call.</summary>
/// <param name="Demand">What it was reserved for.</param>
/// <param name="Mark">The call's place in the row of its quota.</param>
/// <param name="Call">What its place among the calls under way is given back by; null where those are not counted.</param>
internal sealed record LimitPermit(LimitDemand Demand, QuotaMark Mark, long? Call);
