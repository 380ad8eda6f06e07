using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat.Sessions;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Sessions;
using Xunit;

namespace HolySheep.Spend;

public sealed class SessionLedgerTests : IDisposable
{
    private readonly LedgerHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_ledger_that_is_slow_to_say_what_answers_cost_does_not_hold_up_the_caller()
    {
        using var slow = new SlowLedger();
        using var sessions = new SessionLedger(slow, new SessionBook(_home.Records, _home.Time));
        var entry = _home.Entry() with { Session = new CallSession("s", 1m) };

        // On a thread of its own, the caller would not get here before the ledger has answered.
        var begin = sessions.BeginAsync(entry);
        var look = sessions.LookAsync(entry).AsTask();
        slow.Answers.Set();

        Assert.True((await begin).IsBooked);
        Assert.Null(await look);
    }

    private sealed class SlowLedger : ILedger
    {
        public ManualResetEventSlim Answers { get; } = new();

        public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null) => Task.FromResult(new LedgerTicket { Entry = entry, Row = 1 });

        public ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry) => default;

        public ExpectedOutput ExpectOutput(LedgerEntry entry) => Answers.Wait(TimeSpan.FromSeconds(30)) ? new ExpectedOutput(10, IsKnown: true) : throw new TimeoutException("The caller was held up.");

        public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null) => Task.FromResult<IReadOnlyList<string>>([]);

        public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => Task.FromResult<IReadOnlyList<string>>([]);

        public void Dispose() => Answers.Dispose();
    }
}
