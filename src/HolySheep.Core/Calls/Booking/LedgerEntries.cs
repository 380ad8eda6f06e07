using System;
using System.Linq;
using HolySheep.Failures;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Pricing;

namespace HolySheep.Calls.Booking;

/// <summary>Describes attempts for the ledger.</summary>
internal sealed class LedgerEntries(CallServices services)
{
    /// <summary>An attempt of a call at a target.</summary>
    public LedgerEntry Of(CallState call, TargetProgress target, AttemptRole role = AttemptRole.Normal) =>
        services.EntryOf(call.Request, target.Candidate, call.Request.Model ?? call.Route.Plan.Candidates[0].ChainModel, call.PromptTokens, call.Now) with
        {
            Call = call.LedgerId ??= LedgerCallId.New(call.StartedOn),
            Role = call.Route.IsShadow ? AttemptRole.Shadow : role,
            Number = call.Attempts.Count + 1,
            IsFallback = target.Tries == 0 && call.Failures.Count > 0,
            CallLimitLeft = call.Progress.Limits.MaxCost is { } most ? most - call.Attempts.Sum(attempt => attempt.CountedCost ?? 0) : null,
            Prompt = services.KeptPromptOf(call.Request),
            Wait = call.NextWait + call.RoomWait,
            KeyMark = target.Key is { } key ? services.Health.Keys.MarkOf(target.Candidate.Provider, call.SecretOf(target, key)) : null,
            Downgraded = call.IsDowngraded,
            GiveWay = call.GiveWay,
        };

    /// <summary>A hedge of a slow attempt, whose cost counts against the call's limit before it is settled.</summary>
    public LedgerEntry OfHedge(CallState call, TargetProgress target, OngoingAttempt slow)
    {
        var first = Of(call, slow.Target);
        var reserved = slow.Ticket is { IsBooked: true } booked ? UsdAmount.FromUnits(booked.Reserved) : first.EstimateOf(OutputHistory.Without(first)) ?? 0;
        return Of(call, target, AttemptRole.Hedge) with { Number = first.Number + 1, Wait = TimeSpan.Zero, CallLimitLeft = first.CallLimitLeft - reserved };
    }
}
