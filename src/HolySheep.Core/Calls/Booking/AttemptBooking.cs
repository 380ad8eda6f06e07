using System;
using System.Threading.Tasks;
using HolySheep.Calls.Recording;
using HolySheep.Chat;
using HolySheep.Failures;
using HolySheep.Limits;
using HolySheep.Spend.Ledger;

namespace HolySheep.Calls.Booking;

/// <summary>Books attempts before they are sent, settles them before the caller sees the result, and releases unused reservations.</summary>
internal sealed class AttemptBooking(CallServices services, LedgerEntries entries)
{
    // While another process holds the ledger, an attempt waits for half of the time left, a hedge at most this long, and a settlement at least this long.
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(1);

    /// <summary>Whether a ledger is kept or the call has a cost limit.</summary>
    public bool IsNeeded(CallState call) => services.Ledger is not NoLedger || call.Progress.Limits.MaxCost is not null;

    /// <summary>Books the next attempt of a call; false if a budget refuses it, with the reason in <see cref="CallState.BudgetRefusal"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped the call while another process held the ledger.</exception>
    public async Task<bool> BookAsync(CallState call)
    {
        // An earlier attempt's reservation that was not used up must not stop this one.
        await SettledAsync(call).ConfigureAwait(false);
        var ticket = await services.Ledger.BeginAsync(entries.Of(call, call.Target), HalfTheTime(call)).ConfigureAwait(false);
        call.Warnings.AddRange(ticket.Warnings);
        call.BudgetRefusal = ticket.Refusal;
        call.Ticket = ticket;
        call.BookedId ??= ticket.IsBooked ? call.LedgerId : null;
        return ticket.Refusal is null;
    }

    /// <summary>Books a hedge of a slow attempt and makes its room and ticket the call's reservations; false if a budget refuses it, and then the room is released.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped the call while another process held the ledger; the room is released.</exception>
    public async ValueTask<bool> BookHedgeAsync(CallState call, TargetProgress target, OngoingAttempt slow, LimitPermit? permit)
    {
        LedgerTicket? ticket = null;
        if (IsNeeded(call))
        {
            try
            {
                ticket = await services.Ledger.BeginAsync(entries.OfHedge(call, target, slow), HalfTheTime(call, ShortWait)).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await ReleaseAsync(permit).ConfigureAwait(false);
                throw;
            }

            call.Warnings.AddRange(ticket.Warnings);
            if (ticket.Refusal is not null)
            {
                await ReleaseAsync(permit).ConfigureAwait(false);
                return false;
            }
        }

        (call.Permit, call.Ticket) = (permit, ticket);
        call.BookedId ??= ticket is { IsBooked: true } ? call.LedgerId : null;
        return true;
    }

    /// <summary>Releases the room and the money that are reserved for an attempt that does not begin.</summary>
    public async ValueTask ReleaseReservationsAsync(CallState call)
    {
        var (permit, ticket) = (call.Permit, call.Ticket);
        (call.Permit, call.RoomWait, call.Ticket) = (null, TimeSpan.Zero, null);
        await ReleaseAsync(permit).ConfigureAwait(false);
        if (ticket is { IsBooked: true })
        {
            AddSettlement(call, ticket, new LedgerSettlement { Outcome = OutcomeKind.Cancelled, At = call.Now, Cost = 0 });
        }
    }

    /// <summary>Gives the room of an attempt that ended back to its target's limits.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="usage">What it used; null if the provider refused it, which may count against its limits all the same.</param>
    public ValueTask SettleRoomAsync(OngoingAttempt attempt, ChatUsage? usage) => attempt.Permit is { } permit ? services.Limits.SettleAsync(permit, usage?.TotalTokens) : default;

    /// <summary>Begins to settle an attempt that was recorded.</summary>
    public void Settle(CallState call, OngoingAttempt attempt, ChatAttempt recorded, in AttemptEnd end)
    {
        if (attempt.Ticket is { IsBooked: true } ticket)
        {
            TimeSpan? firstToken = end.Answer?.FirstTextAt is { } first ? services.TimeProvider.GetElapsedTime(attempt.StartedAt, first) : null;
            AddSettlement(call, ticket, AttemptRecord.SettlementOf(services, recorded, end, call.Now, firstToken));
        }
    }

    /// <summary>Completes once the ledger holds every attempt so far as settled.</summary>
    public async Task SettledAsync(CallState call)
    {
        if (call.Settlements is { } settlements)
        {
            call.Settlements = null;
            foreach (var settled in settlements)
            {
                call.Warnings.AddRange(await settled.ConfigureAwait(false));
            }
        }
    }

    private ValueTask ReleaseAsync(LimitPermit? permit) => permit is null ? default : services.Limits.SettleAsync(permit, tokens: 0, sent: false);

    private void AddSettlement(CallState call, LedgerTicket ticket, LedgerSettlement settlement)
    {
        var wait = new LedgerWait(services.TimeProvider, call.TimeLeft > ShortWait ? call.TimeLeft : ShortWait, call.Caller);
        (call.Settlements ??= []).Add(services.Ledger.SettleAsync(ticket, settlement, wait));
    }

    private LedgerWait HalfTheTime(CallState call, TimeSpan? most = null)
    {
        var half = TimeSpan.FromTicks(call.TimeLeft.Ticks / 2);
        return new LedgerWait(services.TimeProvider, most < half ? most.Value : half, call.Caller);
    }
}
