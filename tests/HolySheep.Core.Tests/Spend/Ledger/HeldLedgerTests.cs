using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Spend.Ledger;

/// <summary>What calls come to while another process writes the ledger and does not end.</summary>
public sealed class HeldLedgerTests : IDisposable
{
    // Below the 10 s that the ledger itself is patient.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(7);
    private readonly TempHome _folder = new();
    private readonly LedgerHome _home = new();

    public void Dispose()
    {
        _home.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_caller_that_stops_waiting_returns_and_nothing_is_booked()
    {
        var ledger = _home.Open(LedgerHome.Budget(1));
        await ledger.BeginAsync(_home.Entry());
        using var stop = new CancellationTokenSource();
        Task<LedgerTicket> other;
        using (Hold(_home.FilePath))
        {
            var begin = ledger.BeginAsync(_home.Entry(), new LedgerWait(TimeProvider.System, TimeSpan.FromMinutes(1), stop.Token));
            other = ledger.BeginAsync(_home.Entry(), new LedgerWait(TimeProvider.System, TimeSpan.FromMinutes(1), default));
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => begin.WaitAsync(Soon));
            Assert.False(other.IsCompleted);
        }

        await other;
        await ledger.BeginAsync(_home.Entry());
        Assert.Equal(3, _home.Column<long>("state").Count);
    }

    [Fact]
    public async Task Calls_that_no_budget_counts_do_not_wait_for_a_locked_ledger_and_are_entered_later()
    {
        var ledger = _home.Open(LedgerHome.Budget(1, scope: "provider=other"));
        await ledger.BeginAsync(_home.Entry());
        using (Hold(_home.FilePath))
        {
            for (var call = 0; call < 3; call++)
            {
                var begin = ledger.BeginAsync(_home.Entry());
                Assert.True(begin.IsCompleted);
                Assert.True(ledger.SettleAsync(await begin, _home.Answer(0.003m)).IsCompleted);
            }
        }

        _home.WriteResults();
        Assert.Equal([(long)AttemptState.Started, (long)AttemptState.Settled, (long)AttemptState.Settled, (long)AttemptState.Settled], _home.Column<long>("state"));
        Assert.Equal(0.009m, UsdAmount.FromUnits(_home.Sum("SELECT sum(amount) FROM spend")));
    }

    [Fact]
    public async Task However_long_the_ledger_is_locked_every_call_that_no_budget_counts_is_recorded()
    {
        var ledger = _home.Open(LedgerHome.Budget(1, scope: "provider=other"));
        await ledger.BeginAsync(_home.Entry());
        using (Hold(_home.FilePath))
        {
            _home.Time.Advance(TimeSpan.FromMinutes(2));
            Assert.True(ledger.BeginAsync(_home.Entry()).IsCompleted);

            // The first of a model wants to know from the ledger how long its answers are.
            var wait = new LedgerWait(TimeProvider.System, TimeSpan.FromMilliseconds(100), default);
            var other = await ledger.BeginAsync(_home.Entry(model: "gpt-4.1-mini"), wait).WaitAsync(Soon);
            Assert.NotNull(other.Logged);
            Assert.Empty(other.Warnings);
        }

        Assert.Equal(3, _home.Column<long>("state").Count);
    }

    [Fact]
    public async Task A_settlement_whose_caller_no_longer_waits_is_written_once_the_file_is_free()
    {
        // So near its limit that the settlement gives back what it did not need.
        var ledger = _home.Open(LedgerHome.Budget(0.011m));
        var ticket = await ledger.BeginAsync(_home.Entry());
        using (Hold(_home.FilePath))
        {
            Assert.Empty(await ledger.SettleAsync(ticket, _home.Answer(0.003m), new LedgerWait(TimeProvider.System, TimeSpan.FromMilliseconds(100), default)).WaitAsync(Soon));
        }

        ledger.Dispose();
        Assert.Equal([(long)AttemptState.Settled], _home.Column<long>("state"));
        Assert.Equal([3_000_000_000L], _home.Column<long>("cost"));
    }

    [Fact]
    public async Task A_row_of_a_batch_whose_caller_no_longer_waits_is_settled_once_the_file_is_free()
    {
        var row = _home.Entry() with { Role = AttemptRole.Batch, Call = LedgerCallId.Of(_home.Time.GetUtcNow(), "batch-1") };
        await _home.Open(LedgerHome.Budget(1)).BeginAsync(row);
        await _home.Records.CheckAsync();
        var collector = _home.Open(LedgerHome.Budget(1));
        using (Hold(_home.FilePath))
        {
            var told = await collector.SettleBatchAsync(row, _home.Answer(0.003m), new LedgerWait(TimeProvider.System, TimeSpan.FromMilliseconds(100), default)).WaitAsync(Soon);
            Assert.Contains("the cost of rows in batches stays an estimate", Assert.Single(told), StringComparison.Ordinal);
        }

        collector.Dispose();
        Assert.Equal([3_000_000_000L], _home.Column<long>("cost"));
    }

    [Fact]
    public async Task An_alert_of_a_settlement_whose_caller_no_longer_waits_is_reported_by_the_next_call()
    {
        var ledger = _home.Open(LedgerHome.Budget(0.01m, BudgetAction.Warn));
        var ticket = await ledger.BeginAsync(_home.Entry());
        using (Hold(_home.FilePath))
        {
            await ledger.SettleAsync(ticket, _home.Answer(0.009m), new LedgerWait(TimeProvider.System, TimeSpan.FromMilliseconds(100), default)).WaitAsync(Soon);
        }

        Assert.Contains((await ledger.BeginAsync(_home.Entry())).Warnings, warning => warning.Contains("has reached", StringComparison.Ordinal));
        Assert.DoesNotContain((await ledger.BeginAsync(_home.Entry())).Warnings, warning => warning.Contains("has reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_call_with_little_time_is_answered_in_it_and_booked_by_the_log_although_its_process_never_had_the_ledger()
    {
        // Time passes only while something waits for the ledger, so that a loaded machine has all the time it needs for the rest.
        var stage = At(new ReadClock(TimeSpan.FromMilliseconds(20)));
        await using (stage)
        {
            using var held = Hold();

            var result = (await stage.AskAsync(CallMode.Plain, new ChatLimits { Timeout = TimeSpan.FromSeconds(4) })).Result;

            Assert.Empty(result.Warnings);
            Assert.Equal(1, stage.One.CallCount);
        }

        using var next = stage.NewClient();
        Assert.Equal(1, next.GetUsage(new UsageQuery()).Total.Attempts);
        Assert.Null(next.FindLedgerDamage());
    }

    [Fact]
    public async Task A_call_with_little_time_is_refused_in_it_by_a_budget_that_stops()
    {
        await using var stage = At(new ReadClock(TimeSpan.FromMilliseconds(5)), LedgerHome.Budget(1));
        using var held = Hold();

        var failure = (await stage.AskAsync(CallMode.Plain, new ChatLimits { Timeout = TimeSpan.FromSeconds(1) })).Failure;

        Assert.Equal(ErrorCode.LedgerUnusable, failure.Code);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task A_locked_ledger_is_waited_for_once_and_not_by_every_call()
    {
        await _home.Open().BeginAsync(_home.Entry());
        using var held = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={_home.FilePath};Pooling=False");
        held.Open();
        using var hold = held.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        hold.ExecuteNonQuery();
        var ledger = _home.Open();

        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Logged);
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Logged);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(since) < TimeSpan.FromSeconds(1), "It waited for the lock once more.");

        hold.CommandText = "ROLLBACK";
        hold.ExecuteNonQuery();
        _home.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.NotNull((await ledger.BeginAsync(_home.Entry())).Logged);
        Assert.NotNull(ledger.Opened);
    }

    [Fact]
    public async Task A_caller_that_stops_the_call_does_not_wait_for_the_ledger()
    {
        await using var stage = At();
        using var held = Hold();
        using var stop = new CancellationTokenSource();
        var asking = stage.Client.ChatAsync(Stage.Question(), stop.Token);

        stop.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking.WaitAsync(Soon));
        Assert.Equal(0, stage.One.CallCount);
    }

    private Stage At(params BudgetOptions[] budgets) => At(TimeProvider.System, budgets);

    private Stage At(TimeProvider clock, params BudgetOptions[] budgets)
    {
        LedgerFile.In(_folder.Folder).Open(TimeProvider.System, out _).Dispose();
        var stage = new Stage(["one/alpha"], []) { Clock = clock, StateFolder = _folder.Folder }.With(configuration => configuration with { Budgets = budgets });
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(10, 10));
        return stage;
    }

    private SqliteConnection Hold() => Hold(LedgerFile.In(_folder.Folder).Path);

    private static SqliteConnection Hold(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return connection;
    }
}
