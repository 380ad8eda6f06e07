using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Health;
using HolySheep.Providers.Sandbox;
using HolySheep.State.Sqlite;
using HolySheep.State.Sqlite.Engine;
using HolySheep.TestKit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.State;

/// <summary>Clients that share a state file, each as a process of its own would make it.</summary>
public sealed class SharedStateTests : IDisposable
{
    private static readonly ChatLimits NoRetries = new() { MaxRetries = 0 };
    private readonly TempHome _home = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private string StateFile => Path.Combine(_home.Folder, "state.db");

    public void Dispose() => _home.Dispose();

    [Theory, Modes]
    public async Task A_fact_learned_by_one_process_is_known_to_the_next(CallMode mode)
    {
        await using var stage = Stage();
        stage.One.On("alpha").Answer(Reply.Throttle("60"));
        await stage.AskAsAnotherAsync(mode);

        var asked = await stage.AskAsAnotherAsync(mode);

        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
        Assert.Equal((1, 2), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Fact]
    public async Task Five_processes_that_fail_once_each_open_a_target_and_the_first_call_after_its_break_probes_it()
    {
        await using var stage = Stage();
        stage.One.On("alpha").Times(5, Reply.Status(500)).Answer(Reply.Text("back"));
        for (var process = 0; process < 7; process++)
        {
            await stage.AskAsAnotherAsync(limits: NoRetries);
        }

        Assert.Equal(5, stage.One.CallCount);
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("back", (await stage.AskAsAnotherAsync()).Result.Content);
    }

    [Theory, Modes]
    public async Task After_a_dead_network_for_five_failures_of_other_processes_the_next_call_is_answered_at_once(CallMode mode)
    {
        await using var stage = new Stage(["one/alpha", "one/alpha-2"], []) { Clock = _clock, StateFolder = _home.Folder };
        var alive = false;
        stage.One.Handle(_ => alive ? Reply.Text("alive") : Reply.Reset());
        for (var process = 0; process < 5; process++)
        {
            await stage.AskAsAnotherAsync(mode, NoRetries);
        }

        Assert.All(stage.Client.GetHealth().Targets.Where(target => target.Target.StartsWith("one/", StringComparison.Ordinal)), target => Assert.Equal(CircuitState.Open, target.State));
        alive = true;
        var asked = await stage.AskAsAnotherAsync(mode);

        Assert.Equal(("alive", 1), (asked.Result.Content, asked.Attempts.Count));
    }

    [Theory]
    [InlineData("zero bytes", "set aside")]
    [InlineData("truncated", "set aside")]
    [InlineData("foreign", "set aside")]
    [InlineData("another's database", "set aside")]
    [InlineData("newer", "newer version")]
    [InlineData("locked", "locked")]
    [InlineData("a folder", "cannot be used")]
    [InlineData("no folder possible", "cannot be used")]
    public async Task A_state_file_that_cannot_be_used_costs_one_warning_and_never_an_answer(string harm, string told)
    {
        using var lasting = Harm(harm);
        await using var stage = Stage(harm == "no folder possible" ? Path.Combine(_home.WriteFile("plain", ""), "folder") : _home.Folder);
        stage.One.On("alpha").Answer(Reply.Throttle("60"));

        var first = await stage.AskAsync(CallMode.Plain);
        var second = await stage.AskAsync(CallMode.Plain);

        Assert.Contains(told, Assert.Single(first.Result.Warnings, warning => warning.Contains("state.db", StringComparison.Ordinal)));
        Assert.DoesNotContain(second.Result.Warnings, warning => warning.Contains("state.db", StringComparison.Ordinal));
        Assert.Equal([OutcomeKind.Answered], second.Kinds);
        if (told == "set aside")
        {
            Assert.True(File.Exists(StateFile + ".damaged-1"));
            Assert.Empty((await stage.AskAsAnotherAsync()).Result.Warnings);
            Assert.Equal(1, stage.One.CallCount);
        }
    }

    [Fact]
    public async Task A_file_that_is_spoiled_while_it_is_open_costs_one_warning_and_what_was_known_stays_known()
    {
        await using var stage = Stage();
        stage.One.On("alpha").Answer(Reply.Throttle("60"));
        await stage.AskAsync(CallMode.Plain);
        using (var database = Open())
        {
            database.Write(session => session.Execute("DROP TABLE health"));
        }

        var asked = await stage.AskAsync(CallMode.Plain);

        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(1, stage.One.CallCount);
        Assert.Contains("is damaged", Assert.Single(asked.Result.Warnings));
    }

    [Fact]
    public async Task The_sandbox_neither_reads_nor_writes_the_state()
    {
        await using var stage = Stage();
        using var sandbox = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = stage.Configuration,
            Sandbox = SandboxScript.Parse("alpha=down"),
            StateFolder = _home.Folder,
            TimeProvider = new AutoAdvanceTimeProvider(),
        });

        await Assert.ThrowsAsync<ChatException>(() => sandbox.ChatAsync(Harness.Stage.Question()));
        sandbox.GetHealth();

        Assert.False(File.Exists(StateFile));
    }

    [Fact]
    public async Task A_client_opens_nothing_before_its_first_call()
    {
        await using var stage = Stage();
        _ = stage.Client.ProviderNames;
        Assert.False(File.Exists(StateFile));
        await stage.AskAsync(CallMode.Plain);
        Assert.True(File.Exists(StateFile));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(-90_000)]
    public async Task A_clock_that_was_set_back_keeps_no_target_out(int seconds)
    {
        await using var stage = Stage();
        stage.One.On("alpha").Times(1, Reply.Throttle("60")).Answer(Reply.Text("back"));
        await stage.AskAsAnotherAsync();
        await using var later = new Stage(["one/alpha", "two/alpha"], []) { Clock = new FakeTimeProvider(_clock.GetUtcNow().AddSeconds(seconds)), StateFolder = _home.Folder };
        later.One.On("alpha").Answer(Reply.Text("back"));

        Assert.Equal("back", (await later.AskAsAnotherAsync()).Result.Content);
        Assert.Equal(CircuitState.Closed, later.Client.GetHealth("one/alpha").Targets[0].State);
    }

    [Fact]
    public async Task A_stored_time_beyond_every_limit_keeps_no_target_out()
    {
        await using var stage = Stage();
        await stage.AskAsAnotherAsync();
        using (var database = Database.Open(new DatabaseFile { Path = StateFile, Schema = StateSchema.Newest }))
        {
            database.Write(session =>
            {
                HealthRow.Write(session, "one/alpha", new TargetHealth { OpenedAt = _clock.GetUtcNow(), OpenUntil = DateTimeOffset.MaxValue, ByHint = true });
                return true;
            });
        }

        Assert.Equal("one", (await stage.AskAsAnotherAsync()).Result.Provider);
    }

    [Fact]
    public async Task Of_several_keys_one_without_money_is_left_alone_by_other_processes_and_no_key_is_in_the_file()
    {
        await using var stage = Stage().WithVariable("SPARE_KEY", "key-to-spare")
            .WithProvider("one", provider => provider with { ApiKeys = [.. provider.ApiKeys, new KeyReference(KeySource.Environment, "SPARE_KEY")] });
        stage.One.Handle(request => request.Header("authorization") == "Bearer key-of-one" ? Reply.Error(402, "insufficient_quota", "empty") : Reply.Text("paid"));
        Assert.Equal([OutcomeKind.OutOfMoney, OutcomeKind.Answered], (await stage.AskAsAnotherAsync()).Kinds);

        var asked = await stage.AskAsAnotherAsync();

        Assert.Equal([OutcomeKind.Answered], asked.Kinds);
        Assert.Equal("one", asked.Result.Provider);
        var key = Assert.Single(stage.Client.GetHealth().Targets, target => target.Scope == HealthScope.Key);
        Assert.Equal((CircuitState.Open, OutcomeKind.OutOfMoney), (key.State, key.Reason));
        Assert.Equal(CircuitState.Closed, stage.Client.GetHealth("one/alpha").Targets[0].State);
        Assert.DoesNotContain(Directory.GetFiles(_home.Folder, "state.db*"), file => File.ReadAllText(file).Contains("key-of-one", StringComparison.Ordinal));
        _clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("Bearer key-to-spare", await LastKeyAsync(stage));
    }

    [Fact]
    public async Task A_round_robin_goes_on_where_the_last_process_stopped()
    {
        await using var stage = Stage().With(configuration => configuration with
        {
            Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Strategy = TargetStrategy.RoundRobin }),
        });
        for (var process = 0; process < 6; process++)
        {
            await stage.AskAsAnotherAsync();
        }

        Assert.Equal((3, 3), (stage.One.CallCount, stage.Two.CallCount));
    }

    private static async Task<string?> LastKeyAsync(Stage stage)
    {
        await stage.AskAsAnotherAsync();
        return stage.One.Requests[^1].Header("authorization");
    }

    private Stage Stage(string? folder = null) => new(["one/alpha", "two/alpha"], []) { Clock = _clock, StateFolder = folder ?? _home.Folder };

    private Database Open(int migrations = 1) => Database.Open(new DatabaseFile
    {
        Path = StateFile,
        Schema = new DatabaseSchema(StateSchema.Newest.ApplicationId, [.. StateSchema.Newest.Migrations, .. Enumerable.Repeat("SELECT 1", migrations - 1)]),
    });

    private IDisposable? Harm(string how)
    {
        switch (how)
        {
            case "no folder possible":
                return null;
            case "zero bytes":
                File.WriteAllBytes(StateFile, []);
                return null;
            case "truncated":
                Open().Dispose();
                File.WriteAllBytes(StateFile, File.ReadAllBytes(StateFile)[..5000]);
                return null;
            case "foreign":
                File.WriteAllText(StateFile, new string('x', 9000));
                return null;
            case "another's database":
                Database.Open(new DatabaseFile { Path = StateFile, Schema = new DatabaseSchema(1, ["CREATE TABLE a (b)"]) }).Dispose();
                return null;
            case "newer":
                Open(migrations: 2).Dispose();
                return null;
            case "a folder":
                Directory.CreateDirectory(StateFile);
                return null;
            default:
                Open().Dispose();
                var other = new SqliteConnection($"Data Source={StateFile};Pooling=False");
                other.Open();
                using (var begin = other.CreateCommand())
                {
                    begin.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
                    begin.ExecuteNonQuery();
                }

                return other;
        }
    }
}
