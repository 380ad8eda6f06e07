using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;
using HolySheep.State.Sqlite;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.State;

public sealed class SqliteHealthStoreTests : IDisposable
{
    private const string Name = "one/alpha";
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly HealthOptions Options = new();
    private static readonly Failure Fault = new() { Signal = FailureSignal.ServerError, Status = 500, Message = "down" };
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Failures_in_a_row_are_counted_across_processes()
    {
        for (var process = 0; process < 5; process++)
        {
            using var state = Open();
            Assert.Equal(CircuitState.Closed, state.Health.Get(Name).StateAt(Start));
            await state.Health.ChangeAsync(Name, Fail);
        }

        using var next = Open();
        await next.Health.RefreshAsync();
        Assert.Equal(Start.AddSeconds(10), next.Health.Get(Name).OpenUntil);
    }

    [Fact]
    public async Task Everything_that_is_known_of_a_target_comes_back_as_it_was()
    {
        var health = new TargetHealth
        {
            OpenedAt = Start.AddTicks(1),
            OpenUntil = Start.AddTicks(2),
            ByHint = true,
            Reason = OutcomeKind.OutOfMoney,
            Breaks = 3,
            Failures = 4,
            ProbeSince = Start.AddTicks(3),
            ClosedAt = Start.AddTicks(4),
            Window = CallWindow.Empty.Add(true, Start).Add(false, Start.AddSeconds(7)),
        };
        using var two = Open();
        await two.Health.RefreshAsync();
        using (var database = Sqlite.Engine.Database.Open(new Sqlite.Engine.DatabaseFile { Path = StateFile, Schema = StateSchema.Newest }))
        {
            database.Write(session =>
            {
                HealthRow.Write(session, Name, health);
                return true;
            });
        }

        await two.Health.RefreshAsync();

        var seen = two.Health.Get(Name);

        Assert.Equal(health, seen with { Window = health.Window });
        Assert.Equal(health.Window.ToString(), seen.Window.ToString());
    }

    [Fact]
    public async Task An_answer_of_a_target_that_is_well_writes_nothing_and_joins_the_file_with_the_next_failure()
    {
        using var one = Open();
        using var two = Open();
        await two.Health.ChangeAsync(Name, Fail);
        await one.Health.ChangeAsync(Name, Answer);
        var before = Revision();
        await one.Health.ChangeAsync(Name, Answer);
        await one.Health.ChangeAsync(Name, Answer);
        Assert.Equal(before, Revision());
        Assert.Equal((4, 1), one.Health.Get(Name).Window.Count(Start));

        await two.Health.ChangeAsync(Name, Answer);
        await two.Health.ChangeAsync(Name, Fail);
        await one.Health.ChangeAsync(Name, Fail);
        await two.Health.RefreshAsync();

        Assert.Equal((7, 3), one.Health.Get(Name).Window.Count(Start));
        Assert.Equal((7, 3), two.Health.Get(Name).Window.Count(Start));
    }

    [Fact]
    public async Task Failures_that_others_met_during_a_call_stay_counted_after_its_answer()
    {
        using var one = Open();
        using var two = Open();
        await one.Health.RefreshAsync();
        await two.Health.ChangeAsync(Name, Fail);
        await two.Health.ChangeAsync(Name, Fail);
        await one.Health.ChangeAsync(Name, Answer);

        await two.Health.ChangeAsync(Name, Fail);
        await one.Health.RefreshAsync();

        Assert.Equal(3, two.Health.Get(Name).Failures);
        Assert.Equal((3, 4), (one.Health.Get(Name).Failures, one.Health.Get(Name).Window.Count(Start).Calls));

        // It knows of them now: the answer of the next call ends the row.
        await one.Health.ChangeAsync(Name, Answer);
        await two.Health.RefreshAsync();
        Assert.Equal(0, two.Health.Get(Name).Failures);
    }

    [Fact]
    public async Task No_change_of_many_at_once_is_lost_and_of_one_probe_one_gets_it()
    {
        using var begin = Open();
        await begin.Health.ChangeAsync(Name, HealthChange.Failed(OutcomeKind.Throttled, new Failure { Signal = FailureSignal.RateLimited, Message = "slow", WaitHint = TimeSpan.Zero }, Start, Start, Options));
        var probes = new ConcurrentBag<bool>();
        using var together = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            // The file is held by others for as long as a loaded machine likes: after the usual second, a process would go on without it.
            using var file = new SharedFile(SqliteStateBackend.FileIn(_home.Folder) with { Patience = TimeSpan.FromMinutes(1) }, new SharedFileWords("", ""), TimeProvider.System);
            var health = new SqliteHealthStore(file);
            together.SignalAndWait();
            for (var i = 0; i < 100; i++)
            {
                Change(health, "two/beta", Fail);
            }

            probes.Add(Change(health, Name, HealthChange.ProbeBegan(Start, Options)).TookProbe);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        await begin.Health.RefreshAsync();
        Assert.Equal(800, begin.Health.Get("two/beta").Failures);
        Assert.Equal(1, probes.Count(taken => taken));
    }

    [Fact]
    public void Turns_are_taken_once_each_and_go_on_from_memory_where_the_file_is_lost()
    {
        using var one = Open();
        using var two = Open();
        Assert.Equal([0, 1, 2, 3], new[] { one.Turns.Next("m"), two.Turns.Next("m"), one.Turns.Next("m"), two.Turns.Next("m") });
        Assert.Equal((4, 0), (one.Turns.Peek("m"), one.Turns.Peek("other")));

        // A table that is gone, as a damaged page would make it.
        using (var database = Sqlite.Engine.Database.Open(new Sqlite.Engine.DatabaseFile { Path = StateFile, Schema = StateSchema.Newest }))
        {
            database.Write(session => session.Execute("DROP TABLE turns"));
        }

        Assert.Equal([4, 5], new[] { two.Turns.Next("m"), two.Turns.Next("m") });
        Assert.Contains("are kept in this process", two.TakeWarning());
        Assert.Null(two.TakeWarning());
    }

    private string StateFile => Path.Combine(_home.Folder, "state.db");

    private static HealthChange Fail => HealthChange.Failed(OutcomeKind.Transient, Fault, Start, Start, Options);

    private static HealthChange Answer => HealthChange.Answered(Start, Start, Options);

    private static HealthOutcome Change(SqliteHealthStore health, string name, HealthChange change) => StoreWait.For(health.ChangeAsync(name, change));

    private IStateBackend Open() => StateBackends.Open(_home.Folder, TimeProvider.System);

    private object? Revision()
    {
        using var database = Sqlite.Engine.Database.Open(new Sqlite.Engine.DatabaseFile { Path = StateFile, Schema = StateSchema.Newest });
        return database.Read(session => session.Scalar("SELECT max(revision) FROM health"));
    }
}
