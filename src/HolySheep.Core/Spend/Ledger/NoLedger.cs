using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.History;

namespace HolySheep.Spend.Ledger;

/// <summary>Books nothing, for calls that cost nothing or are not kept: the sandbox, and state in memory without a budget. A call's own limit still applies.</summary>
internal sealed class NoLedger : ILedgerBackend, ILedger, ILedgerRecords
{
    private static readonly Task<LedgerTicket> Free = Task.FromResult(LedgerTicket.Free);
    private static readonly Task<IReadOnlyList<string>> Nothing = Task.FromResult<IReadOnlyList<string>>(Array.Empty<string>());

    public ILedger Booking => this;

    public ILedgerRecords Records => this;

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null) => Refusal(entry) is { } refusal ? Task.FromResult(new LedgerTicket { Refusal = refusal }) : Free;

    public ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry) => new(Refusal(entry));

    public ExpectedOutput ExpectOutput(LedgerEntry entry) => ExpectedOutput.Guess(entry);

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null) => Nothing;

    public Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null) => Nothing;

    public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => Nothing;

    public ValueTask<LedgerReading> ReadAsync(LedgerQuestion question, CancellationToken cancellationToken = default) => new(LedgerReading.Empty(question));

    public ValueTask<IReadOnlyList<StoredAttempt>> ReadCallsAsync(string from, string before, int most, CancellationToken cancellationToken = default) => new((IReadOnlyList<StoredAttempt>)[]);

    public ValueTask<AnswerLengths> ReadLengthsAsync(AnswerKind kind, string job, CancellationToken cancellationToken = default) => new(AnswerLengths.None);

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken = default) => default;

    public ValueTask<long> PruneAsync(DateTimeOffset? before, long? maxBytes, CancellationToken cancellationToken = default) => default;

    public void Dispose()
    {
    }

    private static BudgetRefusal? Refusal(LedgerEntry entry) => BudgetGate.CheckCallLimit(entry, OutputHistory.Without(entry));
}
