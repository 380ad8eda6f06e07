using System;
using System.Threading.Tasks;
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
        () => Expect(call, target),
        call.TimeLeft > TimeSpan.Zero ? call.TimeLeft : TimeSpan.Zero);

    /// <summary>Reserves room at a target if it has room without a wait; the permit is null if nothing limits the target.</summary>
    public async ValueTask<(bool HasRoom, LimitPermit? Permit)> ReserveAtOnceAsync(CallState call, TargetProgress target)
    {
        if (!IsLimited(call, target))
        {
            return (true, null);
        }

        var permit = (await services.Limits.TakeAsync(Of(call, target) with { LongestWait = TimeSpan.Zero }).ConfigureAwait(false)).Permit;
        return (permit is not null, permit);
    }

    private ExpectedTokens Expect(CallState call, TargetProgress target)
    {
        var output = services.Ledger.ExpectOutput(entries.Of(call, target));
        return new ExpectedTokens(call.PromptTokens, output.Tokens, IsGuess: !output.IsKnown);
    }
}
