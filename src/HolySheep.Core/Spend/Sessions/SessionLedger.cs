using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using HolySheep.Chat.Sessions;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.Sessions;

/// <summary>Keeps sessions to their limits: reserves the estimate of each attempt in its session's account before the ledger books it.</summary>
internal sealed class SessionLedger(ILedger ledger, SessionBook sessions) : ILedger
{
    // A reservation is found by its ticket, which goes back to the ledger unchanged.
    private readonly ConditionalWeakTable<LedgerTicket, Reservation> _reservations = new();

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null) =>
        entry.Session is { MaxCost: { } limit } session ? BeginAsync(entry, session, limit, wait) : ledger.BeginAsync(entry, wait);

    private async Task<LedgerTicket> BeginAsync(LedgerEntry entry, CallSession session, decimal limit, LedgerWait? wait)
    {
        var account = await sessions.OfAsync(session.Id).ConfigureAwait(false);
        var estimate = await EstimateOfAsync(entry).ConfigureAwait(false);
        if (estimate is not { } amount || !account.TryReserve(amount, limit))
        {
            return new LedgerTicket { Refusal = BudgetWords.Session(session, entry, estimate, account.Left(limit)) };
        }

        var isKept = false;
        try
        {
            var ticket = await ledger.BeginAsync(entry, wait).ConfigureAwait(false);
            if (ticket.IsBooked)
            {
                _reservations.Add(ticket, new Reservation(account, amount));
                isKept = true;
            }

            return ticket;
        }
        finally
        {
            if (!isKept)
            {
                account.Settle(amount, 0);
            }
        }
    }

    public ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry) =>
        entry.Session is { MaxCost: { } limit } session ? LookAsync(entry, session, limit) : ledger.LookAsync(entry);

    private async ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry, CallSession session, decimal limit)
    {
        var left = (await sessions.OfAsync(session.Id).ConfigureAwait(false)).Left(limit);
        var estimate = await EstimateOfAsync(entry).ConfigureAwait(false);
        return estimate <= left ? await ledger.LookAsync(entry).ConfigureAwait(false) : BudgetWords.Session(session, entry, estimate, left);
    }

    public ExpectedOutput ExpectOutput(LedgerEntry entry) => ledger.ExpectOutput(entry);

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null)
    {
        if (_reservations.TryGetValue(ticket, out var reservation))
        {
            _reservations.Remove(ticket);
            reservation.Account.Settle(reservation.Amount, settlement.Cost ?? settlement.CountedCost ?? reservation.Amount);
        }

        return ledger.SettleAsync(ticket, settlement, wait);
    }

    public Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null) => ledger.SettleBatchAsync(entry, settlement, wait);

    public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => ledger.RecordReusedAsync(answers);

    public void Dispose() => ledger.Dispose();

    // The first call of a model reads the lengths of its answers from the ledger, which may be far away.
    private async ValueTask<decimal?> EstimateOfAsync(LedgerEntry entry) => entry.EstimateOf(await Task.Run(() => ledger.ExpectOutput(entry).Tokens).ConfigureAwait(false));

    private sealed record Reservation(SessionAccount Account, decimal Amount);
}
