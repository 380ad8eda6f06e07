namespace HolySheep.Limits;

/// <summary>The answer to a demand.</summary>
/// <param name="Answer">The decision.</param>
/// <param name="Permit">The room that was reserved; null if it was not granted.</param>
internal readonly record struct LimitGrant(LimitAnswer Answer, LimitPermit? Permit);
