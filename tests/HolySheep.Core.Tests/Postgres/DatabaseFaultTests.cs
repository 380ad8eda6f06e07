using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Postgres.Connections;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>What state comes to while its database is cut off, loses replies, or restarts.</summary>
public sealed class DatabaseFaultTests : IDisposable
{
    private const string Name = "one/alpha";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly HealthOptions Options = new();
    private readonly TempFolder _folder = new("faults");
    private readonly FakeTimeProvider _clock = new(Start);

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task A_connection_that_is_cut_is_replaced_and_nothing_is_lost_or_warned_of()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        using var place = Open(proxy.Connection);
        using var state = place.OpenState();
        for (var failures = 1; failures <= 4; failures++)
        {
            Assert.Equal(failures, (await state.Health.ChangeAsync(Name, Failed())).Health.Failures);
            proxy.EndConnections();
        }

        Assert.Null(state.TakeWarning());
        Assert.Equal(4, (await SeenByAnotherAsync()).Failures);
    }

    [PostgresFact]
    public async Task Work_whose_connection_is_lost_while_it_is_cancelled_fails_with_a_fault() =>
        Assert.IsType<PostgresFault>(await EndOfCancelledAsync(_ => throw new NpgsqlException("lost")));

    [PostgresFact]
    public async Task Work_that_is_cancelled_fails_with_nothing_else() =>
        Assert.IsAssignableFrom<OperationCanceledException>(await EndOfCancelledAsync(Task.FromCanceled<string>));

    [PostgresFact]
    public async Task A_change_whose_reply_is_lost_is_made_once()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        using var place = Open(proxy.Connection);
        using var state = place.OpenState();
        await state.Health.ChangeAsync(Name, Failed());
        await state.Health.ChangeAsync(Name, Failed());

        proxy.DropNextReply();
        var outcome = await state.Health.ChangeAsync(Name, Failed());

        Assert.True(proxy.HasDropped);
        Assert.Equal((3, 3), (outcome.Health.Failures, (await SeenByAnotherAsync()).Failures));
        Assert.Null(state.TakeWarning());
    }

    [PostgresFact]
    public async Task A_probe_whose_reply_is_lost_belongs_to_its_process()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        using var place = Open(proxy.Connection);
        using var state = place.OpenState();
        await state.Health.ChangeAsync(Name, Failed(OutcomeKind.Throttled));

        proxy.DropNextReply();
        Assert.True((await state.Health.ChangeAsync(Name, HealthChange.ProbeBegan(Start, Options))).TookProbe);
        Assert.True(proxy.HasDropped);
        Assert.False((await state.Health.ChangeAsync(Name, HealthChange.ProbeBegan(Start, Options))).TookProbe);
    }

    [PostgresFact]
    public async Task While_the_database_is_gone_state_goes_on_in_the_process_and_is_shared_again_once_it_is_back()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        using var place = Open(proxy.Connection);
        using var state = place.OpenState();
        await state.Health.ChangeAsync(Name, Failed());
        var held = (await state.Limits.TakeAsync(OnePlace())).Permit!;

        proxy.Cut();
        for (var failures = 2; failures <= 4; failures++)
        {
            Assert.Equal(failures, (await state.Health.ChangeAsync(Name, Failed())).Health.Failures);
        }

        Assert.True((await state.Limits.TakeAsync(OnePlace("other"))).Answer.Granted);
        Assert.True((await state.Limits.TakeAsync(OnePlace("other"))).Answer.IsFull);
        await state.Limits.SettleAsync(new LimitSettlement(held, 0, IsSent: true));
        Assert.Contains("the database 'postgres' on 127.0.0.1", state.TakeWarning(), StringComparison.Ordinal);
        Assert.Null(state.TakeWarning());

        proxy.Restore();
        while (!place.Database.Recovery.IsCompleted)
        {
            // The check waits on the test's clock, and then for the server, which has its time before the clock goes on.
            _clock.Advance(TimeSpan.FromSeconds(10));
            await Task.WhenAny(place.Database.Recovery, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        await place.Database.Recovery;
        await state.Health.ChangeAsync("two/alpha", Failed());
        Assert.Equal(1, (await SeenByAnotherAsync("two/alpha")).Failures);
        Assert.Null(state.TakeWarning());
    }

    [PostgresFact]
    public async Task A_machine_that_dies_frees_its_places_when_its_lease_ends_and_one_that_lives_keeps_them()
    {
        var (dead, living) = (new FakeTimeProvider(Start), new FakeTimeProvider(Start));
        using var one = TestedPostgres.Open(_folder.Path, dead).OpenState();
        using var other = TestedPostgres.Open(_folder.Path, living).OpenState();
        Assert.True((await one.Limits.TakeAsync(OnePlace("h"))).Answer.Granted);
        Assert.True((await other.Limits.TakeAsync(OnePlace("kept"))).Answer.Granted);

        _clock.Advance(TimeSpan.FromSeconds(29));
        using var third = TestedPostgres.Open(_folder.Path, _clock).OpenState();
        Assert.True((await third.Limits.TakeAsync(OnePlace("h"))).Answer.IsFull);

        // The one that lives renews every ten seconds.
        living.Advance(TimeSpan.FromSeconds(20));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True((await third.Limits.TakeAsync(OnePlace("h"))).Answer.Granted);
        await other.Limits.TakeAsync(OnePlace("kept"));
        Assert.True((await third.Limits.TakeAsync(OnePlace("kept"))).Answer.IsFull);
    }

    [PostgresFact]
    public async Task A_server_that_restarts_in_the_middle_loses_nothing_that_was_settled()
    {
        await using var server = await OwnPostgres.StartAsync();
        using var place = Open(server.Connection);
        using var state = place.OpenState();
        await state.Health.ChangeAsync(Name, Failed());
        Assert.Equal(0, state.Turns.Next("m"));

        await server.RestartAsync();

        Assert.Equal(2, (await state.Health.ChangeAsync(Name, Failed())).Health.Failures);
        Assert.True(state.Turns.Next("m") > 0);
        Assert.Null(state.TakeWarning());
    }

    private PostgresPlace Open(string connection) => (PostgresPlace)new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new Secret(connection), _clock);

    private async Task<TargetHealth> SeenByAnotherAsync(string name = Name)
    {
        using var place = TestedPostgres.Open(_folder.Path, _clock);
        using var another = place.OpenState();
        await another.Health.RefreshAsync();
        return another.Health.Get(name);
    }

    private static LimitDemand OnePlace(string holder = "h") => new() { Holder = holder, Rules = new LimitRules(null, null, 1), LongestWait = TimeSpan.FromMinutes(10), OverAt = Start.AddMinutes(50) };

    private static HealthChange Failed(OutcomeKind kind = OutcomeKind.Transient) =>
        HealthChange.Failed(kind, new Failure { Signal = FailureSignal.ServerError, Message = "down", WaitHint = kind == OutcomeKind.Throttled ? TimeSpan.Zero : null }, Start, Start, Options);

    /// <summary>How work ends that is cancelled while it runs.</summary>
    private async Task<Exception?> EndOfCancelledAsync(Func<CancellationToken, Task<string>> end)
    {
        using var database = new PostgresDatabase(ConnectionText.Parse(TestedPostgres.ConnectionFor(_folder.Path)), TestedPostgres.Patient, TimeProvider.System);
        using var over = new CancellationTokenSource();
        return await Record.ExceptionAsync(() => database.RunAsync(
            (_, token) =>
            {
                over.Cancel();
                return end(token);
            },
            over.Token));
    }
}
