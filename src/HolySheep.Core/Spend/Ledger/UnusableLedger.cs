using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.History;
using HolySheep.Spend.Ledger.Alerts;

namespace HolySheep.Spend.Ledger;

/// <summary>A ledger that cannot be used at all: a budget that stops refuses the calls that it counts, and other calls are not recorded.</summary>
/// <param name="settings">What the ledger needs to know.</param>
/// <param name="reason">Why, following "The ledger".</param>
/// <param name="remedy">What a person does, as the beginning of a sentence.</param>
internal sealed class UnusableLedger(LedgerSettings settings, string reason, string remedy) : ILedgerBackend, ILedger, ILedgerRecords
{
    private readonly BudgetGate _gate = settings.NewGate();
    private readonly OnceWarnings _warnings = new(settings.Notices);

    public ILedger Booking => this;

    public ILedgerRecords Records => this;

    private HolySheepException Fault => new(ErrorCode.LedgerUnusable, $"The ledger {reason}.", remedy + ".");

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null) => Task.FromResult(_gate.CheckUnrecorded(entry, reason, remedy) is { } refusal
        ? new LedgerTicket { Refusal = refusal }
        : new LedgerTicket { Warnings = _warnings.Once($"The ledger {reason}: the cost of calls is not recorded.") });

    public ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry) => new(_gate.CheckUnrecorded(entry, reason, remedy));

    public ExpectedOutput ExpectOutput(LedgerEntry entry) => ExpectedOutput.Guess(entry);

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null) => Task.FromResult<IReadOnlyList<string>>([]);

    public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => Task.FromResult<IReadOnlyList<string>>([]);

    public ValueTask<LedgerReading> ReadAsync(LedgerQuestion question, CancellationToken cancellationToken = default) => throw Fault;

    public ValueTask<IReadOnlyList<StoredAttempt>> ReadCallsAsync(string from, string before, int most, CancellationToken cancellationToken = default) => throw Fault;

    public ValueTask<AnswerLengths> ReadLengthsAsync(AnswerKind kind, string job, CancellationToken cancellationToken = default) => throw Fault;

    public ValueTask<string?> CheckAsync(CancellationToken cancellationToken = default) => throw Fault;

    public ValueTask<long> PruneAsync(DateTimeOffset? before, long? maxBytes, CancellationToken cancellationToken = default) => throw Fault;

    public void Dispose()
    {
    }
}
