using HolySheep.Failures;
using HolySheep.Limits;

namespace HolySheep.Calls.Room;

/// <summary>What the limits of a target answered to a call that needs room.</summary>
/// <param name="Target">The target.</param>
/// <param name="Demand">What the call needs; null if nothing limits the target.</param>
/// <param name="Answer">The limits' answer.</param>
/// <param name="Permit">The room, if it was granted and is limited.</param>
internal sealed record RoomBid(TargetProgress Target, LimitDemand? Demand, LimitAnswer Answer, LimitPermit? Permit);
