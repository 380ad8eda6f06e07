using System;
using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Spend.Ledger;

/// <summary>Books nothing, for what costs nothing: the sandbox and rehearsals.</summary>
internal sealed class NoLedger : ILedger
{
    private static readonly Task<LedgerTicket> Free = Task.FromResult(LedgerTicket.Free);
    private static readonly Task<IReadOnlyList<string>> Nothing = Task.FromResult<IReadOnlyList<string>>(Array.Empty<string>());

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry) => Free;

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement) => Nothing;

    public void Dispose()
    {
    }
}
