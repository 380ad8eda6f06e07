using System;
using HolySheep.Calls.Booking;
using HolySheep.Failures;
using HolySheep.Limits;

namespace HolySheep.Calls.Room;

/// <summary>What calls need of the limits of their targets.</summary>
internal sealed class RoomDemands(CallServices services, LedgerEntries entries)
{
    /// <summary>Whether anything limits the calls of a target.</summary>
    public bool IsLimited(CallState call, TargetProgress target) => services.Limits.Limits(target.Candidate, call.KeyOf(target));

    /// <summary>What the next attempt at a target needs.</summary>
    public LimitDemand Of(CallState call, TargetProgress target) => services.Limits.DemandOf(
        target.Candidate,
        call.KeyOf(target),
        () => call.PromptTokens + services.Ledger.ExpectOutput(entries.Of(call, target)),
        call.TimeLeft > TimeSpan.Zero ? call.TimeLeft : TimeSpan.Zero);

    /// <summary>Reserves room at a target without a wait; false if it has none. The permit is null if nothing limits the target.</summary>
    public bool TryReserveAtOnce(CallState call, TargetProgress target, out LimitPermit? permit)
    {
        permit = null;
        if (!IsLimited(call, target))
        {
            return true;
        }

        permit = services.Limits.Take(Of(call, target) with { LongestWait = TimeSpan.Zero }).Permit;
        return permit is not null;
    }
}
