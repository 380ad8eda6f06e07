using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Ledger;

/// <summary>Books attempts: each before it leaves and after it came back. Never fails a call but by a refusal.</summary>
internal interface ILedger : IDisposable
{
    /// <summary>Books an attempt and reserves its estimate with every budget that counts it, as one step among all processes.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="wait">How long somebody else who holds the books is waited for; null means as long as the file's own patience.</param>
    /// <exception cref="OperationCanceledException">The caller stopped the wait; nothing is booked.</exception>
    Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null);

    /// <summary>Why an attempt would be refused now; null where it would not. Nothing is booked.</summary>
    BudgetRefusal? Look(LedgerEntry entry);

    /// <summary>The answer tokens that budgets expect of an attempt, from past answers where there are any; nothing is booked.</summary>
    long ExpectOutput(LedgerEntry entry);

    /// <summary>Settles a booked attempt; also where the caller's wait for it is over.</summary>
    /// <param name="ticket">What was booked.</param>
    /// <param name="settlement">What became of it.</param>
    /// <param name="wait">How long somebody else who holds the books is waited for; null means as long as the file's own patience.</param>
    /// <returns>What the caller should know, as of a budget that is nearly spent.</returns>
    Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null);

    /// <summary>Books answers that were used again, as one step; where it cannot be written, that is told and nothing else is lost.</summary>
    /// <returns>What the caller should know.</returns>
    Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers);
}
