using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Csv;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Schema;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Npgsql;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>A database that goes away in the middle of a job and does not come back: nothing hangs, the job can be resumed, and every request is in the logs.</summary>
public sealed class LostDatabaseTests : IAsyncLifetime
{
    private const int Rows = 40;
    private const int AtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);
    private readonly FastClock _clock = new();
    private readonly Stage _stage;
    private readonly JobFolder _folder = new();
    private readonly List<HolySheepClient> _clients = [];
    private readonly Gate _held = new();
    private PostgresLimits _limits = TestedPostgres.Patient with { JobLease = Lease };
    private DatabaseProxy? _proxy;

    public LostDatabaseTests() => _stage = Stage.Alone(_clock);

    public async Task InitializeAsync()
    {
        // No limit counts the time that a loaded machine takes for the schema.
        var connection = ConnectionText.Parse(TestedPostgres.ConnectionFor(_folder.Root));
        await using var source = NpgsqlDataSource.Create(connection.Text);
        await using var opened = await source.OpenConnectionAsync();
        await SchemaMigration.EnsureAsync(opened, new SchemaName(connection.Schema), default);

        _folder.WithRows(Rows);
        _stage.One.Patience = Patience;
        _stage.One.Handle(request => Reply.Text("said " + request.LastUserMessage).WithUsage(10, 10) is var reply && request.LastUserMessage is "Say text 1" or "Say text 2" ? reply : reply.Hold(_held));
    }

    public async Task DisposeAsync()
    {
        await Task.WhenAll(_clients.Select(client => Task.Run(client.Dispose))).WaitAsync(Patience);
        await _stage.DisposeAsync();
        _folder.Dispose();
        if (_proxy is not null)
        {
            await _proxy.DisposeAsync();
        }
    }

    [PostgresFact]
    public Task A_shared_job_whose_connections_are_refused_ends_on_both_machines_and_can_be_resumed() => ShareAsync(static proxy => proxy.Cut(), static proxy => proxy.Restore());

    [PostgresFact]
    public Task A_shared_job_whose_packets_are_lost_ends_on_both_machines_and_can_be_resumed() => LosePacketsAsync(ShareAsync);

    [PostgresFact]
    public Task A_row_whose_answer_only_the_journal_has_is_not_asked_again_though_a_late_renewal_holds_it() => ShareAsync(static proxy => proxy.Cut(), proxy =>
    {
        // As if the last renewals of both machines had been on their way until now.
        using var source = NpgsqlDataSource.Create(TestedPostgres.ConnectionFor(_folder.Root));
        using var renew = source.CreateCommand("UPDATE job_chunks SET until = clock_timestamp() + $1 WHERE until IS NOT NULL");
        renew.Parameters.Add(new NpgsqlParameter { Value = Lease });
        Assert.Equal(2 * AtOnce, renew.ExecuteNonQuery());
        proxy.Restore();
    });

    [PostgresFact]
    public Task A_job_under_a_budget_that_stops_ends_when_it_cannot_pay_and_can_be_resumed() => RunUnderBudgetAsync(static proxy => proxy.Cut(), static proxy => proxy.Restore());

    [PostgresFact]
    public Task A_job_under_a_budget_that_stops_ends_when_packets_are_lost_and_can_be_resumed() => LosePacketsAsync(RunUnderBudgetAsync);

    [PostgresFact]
    public async Task A_job_that_no_budget_counts_is_done_without_its_database()
    {
        LosePackets();
        var running = RunAsync(Machine(), shared: false);
        await ReachAsync(AtOnce + 2, running);
        _proxy!.Freeze();
        _held.Open();

        Assert.Equal((ExitCode.Answered, Rows), await running is var summary ? (summary.ExitCode, summary.Succeeded) : default);
        await AssertAllIsLoggedAsync();
    }

    private Task LosePacketsAsync(Func<Action<DatabaseProxy>, Action<DatabaseProxy>, Task> run)
    {
        LosePackets();
        return run(static proxy => proxy.Freeze(), static proxy => proxy.Thaw());
    }

    /// <summary>Only its limit ends a statement whose packets are lost. The driver counts whole seconds, on the machine's clock.</summary>
    private void LosePackets() => _limits = new PostgresLimits { Opening = TimeSpan.FromSeconds(5), JobLease = Lease, UsesServerTime = false };

    private async Task ShareAsync(Action<DatabaseProxy> lose, Action<DatabaseProxy> find)
    {
        var sharing = RunAsync(Machine(), shared: true);
        await ReachAsync(AtOnce + 2, sharing);
        var working = new CsvWorker(Machine(), new CsvWorkerOptions { ThrottleLimit = AtOnce }).RunAsync();
        await ReachAsync((2 * AtOnce) + 2, working);
        Lose(lose);

        var (summary, worker) = (await sharing, await working.WaitAsync(Patience));
        Assert.Equal((ExitCode.Stopped, CsvStopReason.DatabaseLost, ExitCode.Stopped), (summary.ExitCode, summary.StopReason, worker.ExitCode));
        Assert.Contains($"The database of the shared job has been away for 60 s: the database 'postgres' on 127.0.0.1:{new NpgsqlConnectionStringBuilder(_proxy!.Connection).Port}", summary.Message, StringComparison.Ordinal);
        Assert.All([summary.Warnings, worker.Warnings], warnings => Assert.Contains(warnings, warning => warning.Contains("the database 'postgres' on 127.0.0.1", StringComparison.Ordinal)));
        Assert.InRange(summary.Succeeded, 2, Rows - 1);
        await AssertAllIsLoggedAsync();

        var asked = _stage.One.CallCount;
        Find(find);
        var resumed = await RunAsync(Machine(), shared: true);
        Assert.Equal((ExitCode.Answered, Rows), (resumed.ExitCode, resumed.Succeeded));
        Assert.Equal(Enumerable.Range(1, Rows).Select(row => $"said Say text {row}"), _folder.Column("Answer"));

        // What the submitter had paid for is in its journal; what only the worker had asked may be asked again. So no more calls are allowed than rows that the journal does not have.
        Assert.InRange(_stage.One.CallCount - asked, 1, Rows - summary.Succeeded);
    }

    private async Task RunUnderBudgetAsync(Action<DatabaseProxy> lose, Action<DatabaseProxy> find)
    {
        // Each call costs 0.01, and a lease ahead has at most two of them.
        _stage.With(configuration => configuration with
        {
            Budgets = [LedgerHome.Budget(0.5m)],
            Models = new Dictionary<string, ModelOptions> { ["alpha"] = new() { Targets = [new TargetOptions("one", "alpha")], Price = new ModelPrice(0, 1000) } },
        });
        var running = RunAsync(Machine(), shared: false);
        await ReachAsync(AtOnce + 2, running);
        Lose(lose);

        var failure = await Assert.ThrowsAnyAsync<HolySheepException>(() => running);
        Assert.Equal((ErrorCode.LedgerUnusable, ExitCode.Budget), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Contains("the database 'postgres' on 127.0.0.1", failure.Message, StringComparison.Ordinal);
        await AssertAllIsLoggedAsync();

        var asked = _stage.One.CallCount;
        Find(find);
        var resumed = await RunAsync(Machine(), shared: false);
        Assert.Equal((ExitCode.Answered, Rows, asked), (resumed.ExitCode, resumed.Succeeded, resumed.Reused));
        Assert.Equal(Rows, _stage.One.CallCount);
    }

    /// <summary>Waits for calls, or for a run that ends without them.</summary>
    private async Task ReachAsync(int calls, Task running) => await await Task.WhenAny(_stage.One.WaitForCallAsync(calls), running);

    /// <summary>Loses the database and ends the calls under way. Until it is found, time passes fast, because a job waits a minute for it; before and after, the limits of statements are those of the machine's clock.</summary>
    private void Lose(Action<DatabaseProxy> lose)
    {
        lose(_proxy!);
        _clock.SpeedUp(10);
        _held.Open();
    }

    private void Find(Action<DatabaseProxy> find)
    {
        _clock.SpeedUp(1);
        find(_proxy!);
    }

    /// <summary>Every request that the provider saw is in the database or in a log that has not come to it.</summary>
    private async Task AssertAllIsLoggedAsync()
    {
        await using var source = NpgsqlDataSource.Create(TestedPostgres.ConnectionFor(_folder.Root));
        await using var command = source.CreateCommand("SELECT string_agg(prompt, chr(10)) FROM attempts");
        var logs = Directory.GetFiles(_folder.Root, "ledger.postgres-*.log", SearchOption.AllDirectories);
        var written = string.Concat([(await command.ExecuteScalarAsync()) as string, .. logs.Select(log =>
        {
            using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            return "\n" + reader.ReadToEnd().Replace("\"", "\n", StringComparison.Ordinal);
        })]).Split('\n').ToHashSet();
        Assert.NotEmpty(logs);
        Assert.All(_stage.One.Requests, request => Assert.Contains(request.LastUserMessage!, written));
    }

    private Task<CsvJobSummary> RunAsync(HolySheepClient machine, bool shared) => new CsvJob(machine, _folder.Options() with { Shared = shared, ThrottleLimit = AtOnce, Request = new ChatRequest { Messages = [], MaxTokens = 10 } }).RunAsync().WaitAsync(Patience);

    /// <summary>Another machine.</summary>
    private HolySheepClient Machine()
    {
        _proxy ??= new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Root));
        var options = _stage.WithVariable("HOLYSHEEP_DB", _proxy.Connection).Options;
        var client = new HolySheepClient(options with
        {
            Configuration = options.Configuration with { State = new StateOptions { Kind = StateKind.Postgres }, Ledger = new LedgerOptions { KeepTexts = true } },
            SharedEngine = () => new PostgresEngine { Limits = _limits },
            StateFolder = Path.Combine(_folder.Root, "home " + _clients.Count),
        });
        _clients.Add(client);
        return client;
    }
}
