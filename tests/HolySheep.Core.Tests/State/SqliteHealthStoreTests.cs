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
    public void Failures_in_a_row_are_counted_across_processes()
    {
        for (var process = 0; process < 5; process++)
        {
            using var state = Open();
            Assert.Equal(CircuitState.Closed, state.Health.Get(Name).StateAt(Start));
            state.Health.Update(Name, Fail);
        }

        using var next = Open();
        next.Health.Refresh();
        Assert.Equal(Start.AddSeconds(10), next.Health.Get(Name).OpenUntil);
    }

    [Fact]
    public void Everything_that_is_known_of_a_target_comes_back_as_it_was()
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
        using var one = Open();
        using var two = Open();
        one.Health.Update(Name, _ => health);
        two.Health.Refresh();

        var seen = two.Health.Get(Name);

        Assert.Equal(health, seen with { Window = health.Window });
        Assert.Equal(health.Window.ToString(), seen.Window.ToString());
    }

    [Fact]
    public void An_answer_of_a_target_that_is_well_writes_nothing_and_joins_the_file_with_the_next_failure()
    {
        using var one = Open();
        using var two = Open();
        two.Health.Update(Name, Fail);
        one.Health.Update(Name, Answer);
        var before = Revision();
        one.Health.Update(Name, Answer);
        one.Health.Update(Name, Answer);
        Assert.Equal(before, Revision());
        Assert.Equal((4, 1), one.Health.Get(Name).Window.Count(Start));

        two.Health.Update(Name, Answer);
        two.Health.Update(Name, Fail);
        one.Health.Update(Name, Fail);
        two.Health.Refresh();

        Assert.Equal((7, 3), one.Health.Get(Name).Window.Count(Start));
        Assert.Equal((7, 3), two.Health.Get(Name).Window.Count(Start));
    }

    [Fact]
    public async Task No_change_of_many_at_once_is_lost_and_of_one_probe_one_gets_it()
    {
        using var begin = Open();
        begin.Health.Update(Name, _ => new TargetHealth { OpenedAt = Start, OpenUntil = Start });
        var probes = new ConcurrentBag<bool>();
        using var together = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(() =>
        {
            using var state = Open();
            together.SignalAndWait();
            for (var i = 0; i < 100; i++)
            {
                state.Health.Update("two/beta", health => health with { Breaks = health.Breaks + 1 });
            }

            var taken = false;
            state.Health.Update(Name, health =>
            {
                taken = health.ProbeIsFree(Start);
                return taken ? HealthPolicy.AfterProbeBegan(health, Start) : health;
            });
            probes.Add(taken);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        begin.Health.Refresh();
        Assert.Equal(800, begin.Health.Get("two/beta").Breaks);
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

    private static TargetHealth Fail(TargetHealth health) => HealthPolicy.AfterFailure(health, OutcomeKind.Transient, Fault, Start, Start, Options);

    private static TargetHealth Answer(TargetHealth health) => HealthPolicy.AfterAnswer(health, Start, Start);

    private IStateBackend Open() => StateBackends.Open(_home.Folder, TimeProvider.System);

    private object? Revision()
    {
        using var database = Sqlite.Engine.Database.Open(new Sqlite.Engine.DatabaseFile { Path = StateFile, Schema = StateSchema.Newest });
        return database.Read(session => session.Scalar("SELECT max(revision) FROM health"));
    }
}
