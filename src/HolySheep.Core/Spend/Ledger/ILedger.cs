using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Ledger;

/// <summary>The booking side of a ledger, on the path of a call: books each attempt before it is sent and after it returned. Fails a call only by a refusal.</summary>
internal interface ILedger : IDisposable
{
    /// <summary>Books an attempt and reserves its estimate with every budget that counts it, in one step among all processes.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="wait">How long to wait while another process holds the ledger; null means the file's own patience.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled the wait; nothing is booked.</exception>
    Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null);

    /// <summary>The reason why an attempt would be refused now; null if it would be allowed. Books nothing.</summary>
    ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry);

    /// <summary>The answer tokens that budgets expect of an attempt, from past answers if there are any. Books nothing, and never waits for another machine.</summary>
    ExpectedOutput ExpectOutput(LedgerEntry entry);

    /// <summary>Settles a booked attempt, even if the caller no longer waits for it.</summary>
    /// <param name="ticket">What was booked.</param>
    /// <param name="settlement">The result of the attempt.</param>
    /// <param name="wait">How long to wait while another process holds the ledger; null means the file's own patience.</param>
    /// <returns>Warnings for the caller, as of a budget that is nearly spent.</returns>
    Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null);

    /// <summary>Settles an attempt of the role <see cref="AttemptRole.Batch"/> that any process booked: found by its call, of which it is the only attempt. Settling again changes nothing; one that was never booked is booked with what it used.</summary>
    /// <param name="entry">The attempt, as it was booked.</param>
    /// <param name="settlement">Its result.</param>
    /// <param name="wait">How long to wait while another process holds the ledger; null means the file's own patience.</param>
    /// <returns>Warnings for the caller.</returns>
    Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null);

    /// <summary>Books reused answers in one step; an empty list only opens the ledger. If they cannot be written, a warning says so.</summary>
    /// <returns>Warnings for the caller.</returns>
    Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers);
}
