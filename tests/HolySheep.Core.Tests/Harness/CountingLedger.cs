using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;

namespace HolySheep.Harness;

/// <summary>A ledger that counts how often each attempt is settled, and lets the test in while a hedge is being booked.</summary>
internal sealed class CountingLedger(ILedger inner) : ILedger
{
    /// <summary>How often each attempt was settled.</summary>
    public ConcurrentDictionary<LedgerTicket, int> Settled { get; } = new();

    /// <summary>Run once a hedge is booked, before the call hears of it.</summary>
    public Action WhileHedgeIsBooked { get; set; } = static () => { };

    public async Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null)
    {
        var ticket = await inner.BeginAsync(entry, wait);
        Settled[ticket] = 0;
        if (entry.Role == AttemptRole.Hedge)
        {
            WhileHedgeIsBooked();
        }

        return ticket;
    }

    public ExpectedOutput ExpectOutput(LedgerEntry entry) => inner.ExpectOutput(entry);

    public ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry) => inner.LookAsync(entry);

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null)
    {
        Settled.AddOrUpdate(ticket, 1, static (_, times) => times + 1);
        return inner.SettleAsync(ticket, settlement, wait);
    }

    public Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null) => inner.SettleBatchAsync(entry, settlement, wait);

    public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => inner.RecordReusedAsync(answers);

    public void Dispose() => inner.Dispose();
}
