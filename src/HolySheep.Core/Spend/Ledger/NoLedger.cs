using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Ledger;

/// <summary>Books nothing, for calls that cost nothing or are not kept: the sandbox, and state in memory without a budget. A call's own limit still applies.</summary>
internal sealed class NoLedger : ILedger
{
    private static readonly Task<LedgerTicket> Free = Task.FromResult(LedgerTicket.Free);
    private static readonly Task<IReadOnlyList<string>> Nothing = Task.FromResult<IReadOnlyList<string>>(Array.Empty<string>());

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null) => Look(entry) is { } refusal ? Task.FromResult(new LedgerTicket { Refusal = refusal }) : Free;

    public BudgetRefusal? Look(LedgerEntry entry) => BudgetGate.CheckCallLimit(entry, OutputHistory.Without(entry));

    public long ExpectOutput(LedgerEntry entry) => OutputHistory.Without(entry);

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null) => Nothing;

    public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => Nothing;

    public void Dispose()
    {
    }
}
