using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Postgres;
using HolySheep.Spend.Ledger;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Shared;

/// <summary>One job on several machines: clients with folders of their own and one database.</summary>
public sealed class SharedJobTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Stage _stage = Stage.Alone(TimeProvider.System);
    private readonly JobFolder _folder = new();
    private readonly List<HolySheepClient> _clients = [];
    private TimeSpan _lease = TimeSpan.FromMinutes(5);

    public Task InitializeAsync()
    {
        _stage.One.Patience = Patience;
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _stage.DisposeAsync();
        _folder.Dispose();
    }

    [PostgresFact]
    public async Task One_machine_alone_writes_what_a_local_job_writes()
    {
        _stage.One.Handle(request => Reply.Text("said " + request.LastUserMessage));
        _folder.WithInput("Id,Body\n1,a\n2,b\n3,a\n4,\"c\nd\"\n");
        var local = await _folder.RunAsync(_stage);
        var expected = await File.ReadAllTextAsync(_folder.Out);
        foreach (var made in _folder.Made)
        {
            File.Delete(Path.Combine(_folder.Root, made));
        }

        var shared = await ShareAsync(Machine());

        Assert.Equal(0, shared.ExitCode);
        Assert.Equal(expected, await File.ReadAllTextAsync(_folder.Out));
        Assert.Equal((local.Rows, local.Succeeded, local.Deduplicated, local.Cost), (shared.Rows, shared.Succeeded, shared.Deduplicated, shared.Cost));
        Assert.Equal(6, _stage.One.CallCount);
        Assert.Equal(0, (await WorkAsync(Machine())).Answered);
    }

    [PostgresFact]
    public async Task Two_machines_share_the_rows_and_each_is_asked_once()
    {
        var held = new Gate();
        _stage.One.Handle(request => Reply.Text("said " + request.LastUserMessage).Hold(held));
        _folder.WithRows(60);

        var sharing = ShareAsync(Machine(), options => options with { ThrottleLimit = 2 });
        await _stage.One.WaitForCallAsync(2);
        Assert.Equal(2, _stage.One.CallCount);
        var working = WorkAsync(Machine(), 3);
        await _stage.One.WaitForCallAsync(5);
        Assert.Equal(5, _stage.One.CallCount);
        held.Open();

        var (summary, worker) = (await sharing, await working);
        Assert.Equal((0, 60, 0), (summary.ExitCode, summary.Succeeded, worker.ExitCode));
        Assert.InRange(worker.Answered, 3, 58);
        Assert.Equal(60, _stage.One.CallCount);
        Assert.Equal(Enumerable.Range(1, 60).Select(row => $"said Say text {row}"), _folder.Column("Answer"));
        Assert.NotNull(summary.Cost);
    }

    [PostgresFact]
    public async Task A_row_that_failed_is_asked_once_more_and_the_reason_is_written_if_it_fails_again()
    {
        var asked = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        _stage.One.Handle(request => request.LastUserMessage switch
        {
            "Say text 2" when asked.AddOrUpdate("2", 1, static (_, count) => count + 1) == 1 => Reply.Error(404, "model_not_found", "not here"),
            "Say text 3" => Reply.Error(400, "invalid_value", "never"),
            _ => Reply.Text("fine"),
        });
        _folder.WithRows(4);

        var summary = await ShareAsync(Machine(), options => options with { ThrottleLimit = 1, Request = options.Request with { Limits = new ChatLimits { MaxRetries = 0 } } });

        Assert.Equal((ExitCode.SomeFailed, 3, 1), (summary.ExitCode, summary.Succeeded, summary.Failed));
        Assert.Equal(["ok", "ok", "error", "ok"], _folder.Column("HolySheepStatus"));
        Assert.True(File.Exists(_folder.Errors));

        _stage.One.Handle(_ => Reply.Text("now"));
        Assert.Equal((0, 4), await ShareAsync(Machine()) is var again ? (again.ExitCode, again.Succeeded) : default);
        Assert.Equal("now", _folder.Column("Answer")[2]);
    }

    [PostgresFact]
    public async Task A_job_that_is_stopped_gives_out_nothing_until_it_is_run_again_and_pays_for_no_row_twice()
    {
        using var stop = new CancellationTokenSource();
        var held = new Gate();
        _stage.One.Handle(request => request.LastUserMessage == "Say text 1" ? Reply.Text("one") : Reply.Text("said " + request.LastUserMessage).Hold(held));
        _folder.WithRows(20);
        var sharing = ShareAsync(Machine(), options => options with { ThrottleLimit = 2 }, stop.Token);
        await _stage.One.WaitForCallAsync(3);
        Assert.Equal(3, _stage.One.CallCount);

        await stop.CancelAsync();
        held.Open();
        var stopped = await sharing;

        Assert.Equal((ExitCode.Cancelled, 3), (stopped.ExitCode, stopped.Succeeded));
        Assert.Equal(0, (await WorkAsync(Machine())).Answered);
        Assert.Equal(0, (await ShareAsync(Machine())).ExitCode);
        Assert.Equal(20, _stage.One.CallCount);
    }

    [PostgresFact]
    public async Task A_budget_that_stops_the_submitter_ends_the_job_as_on_one_machine_and_the_others_stop_too()
    {
        _stage.One.Handle(_ => Reply.Text("fine").WithUsage(10, 10));
        _folder.WithRows(50);
        _stage.With(configuration => configuration with { Budgets = [LedgerHome.Budget(0.0000001m)] });

        var failure = await Assert.ThrowsAnyAsync<HolySheepException>(() => ShareAsync(Machine()));

        Assert.Equal((ErrorCode.BudgetExceeded, ExitCode.Budget), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Equal((0, 0), await WorkAsync(Machine()) is var worker ? (worker.Answered, worker.ExitCode) : default);
    }

    [PostgresFact]
    public async Task A_machine_that_cannot_answer_a_job_names_it()
    {
        var held = new Gate();
        _stage.One.Handle(_ => Reply.Text("fine").Hold(held));
        _folder.WithRows(30);
        var sharing = ShareAsync(Machine(), options => options with { ThrottleLimit = 1, Request = options.Request with { Providers = ["one"] } });
        await _stage.One.WaitForCallAsync();
        Assert.Equal(1, _stage.One.CallCount);
        _stage.With(configuration => configuration with { Providers = configuration.Providers.Where(provider => provider.Key != "one").ToDictionary(), Models = new Dictionary<string, ModelOptions>() });

        var failure = await Assert.ThrowsAnyAsync<HolySheepException>(() => WorkAsync(Machine()));
        held.Open();

        Assert.Contains($"The shared job 'out.csv' of {Environment.MachineName} cannot be answered here", failure.Message, StringComparison.Ordinal);
        Assert.Equal(0, (await sharing).ExitCode);
    }

    [PostgresFact]
    public async Task A_machine_whose_targets_are_all_down_leaves_its_rows_to_the_others()
    {
        _stage.One.Handle(_ => Reply.Status(503));
        _stage.Two.Handle(request => Reply.Text("said " + request.LastUserMessage));
        _folder.WithRows(12);
        _lease = TimeSpan.FromSeconds(2);
        using var stop = new CancellationTokenSource();
        var sharing = ShareAsync(Machine(), options => options with { ThrottleLimit = 4 }, stop.Token);
        await _stage.One.WaitForCallAsync();
        _stage.With(configuration => configuration with { Models = new Dictionary<string, ModelOptions> { ["alpha"] = new() { Targets = [new TargetOptions("two", "alpha")] } } });

        var working = new CsvWorker(Machine(), new CsvWorkerOptions()).RunAsync(null, stop.Token);
        var summary = await sharing;
        await stop.CancelAsync();

        Assert.Equal((0, 12), (summary.ExitCode, summary.Succeeded));
        Assert.Equal((12, 0), await working is var worker ? (worker.Answered, worker.ExitCode) : default);
    }

    [PostgresFact]
    public async Task A_machine_that_asks_for_long_renews_what_it_holds()
    {
        var held = new Gate();
        _stage.One.Handle(_ => Reply.Text("fine").Hold(held));
        _folder.WithRows(1);
        _lease = TimeSpan.FromSeconds(12);
        var sharing = ShareAsync(Machine());
        await _stage.One.WaitForCallAsync();

        await using var source = Npgsql.NpgsqlDataSource.Create(TestedPostgres.ConnectionFor(_folder.Root));
        await using var until = source.CreateCommand("SELECT max(until) FROM job_chunks");
        await using var fence = source.CreateCommand("SELECT max(fence) FROM job_chunks");
        var (first, holder) = ((DateTime)(await until.ExecuteScalarAsync())!, (long)(await fence.ExecuteScalarAsync())!);
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while ((DateTime)(await until.ExecuteScalarAsync())! == first)
        {
            Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(since) < Patience, "The lease was not renewed.");
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        // Whoever takes a chunk changes its fence.
        Assert.Equal(holder, await fence.ExecuteScalarAsync());
        held.Open();
        Assert.Equal(0, (await sharing).ExitCode);
    }

    [PostgresFact]
    public async Task A_worker_that_is_stopped_leaves_its_rows_to_the_others_at_once()
    {
        var (held, first) = (new Gate(), new Gate());
        _stage.One.Handle(request => Reply.Text("said " + request.LastUserMessage).Hold(request.LastUserMessage == "Say text 1" ? first : held));
        _folder.WithRows(4);
        using var stop = new CancellationTokenSource();
        var sharing = ShareAsync(Machine(), options => options with { ThrottleLimit = 1 });
        await _stage.One.WaitForCallAsync();
        var stopped = new CsvWorker(Machine(), new CsvWorkerOptions { ThrottleLimit = 1, StopGrace = TimeSpan.Zero }).RunAsync(null, stop.Token);
        await _stage.One.WaitForCallAsync(2);
        Assert.Equal(2, _stage.One.CallCount);
        await stop.CancelAsync();
        Assert.Equal(0, (await stopped.WaitAsync(Patience)).Answered);

        // Its lease is longer than the test is patient.
        held.Open();
        var working = WorkAsync(Machine(), 1);
        await _stage.One.WaitForCallAsync(5);
        first.Open();

        Assert.Equal((0, 4), await sharing is var summary ? (summary.ExitCode, summary.Succeeded) : default);
        Assert.Equal(3, (await working).Answered);
    }

    [PostgresFact]
    public async Task A_result_that_is_read_again_counts_once()
    {
        // While an older write is under way in the database, each reading begins at it again.
        await using var source = Npgsql.NpgsqlDataSource.Create(TestedPostgres.ConnectionFor(_folder.Root));
        await using var connection = await source.OpenConnectionAsync();
        await using var older = await connection.BeginTransactionAsync();
        await using var begin = new Npgsql.NpgsqlCommand("SELECT pg_current_xact_id()::text", connection, older);
        await begin.ExecuteScalarAsync();
        var gates = Enumerable.Range(1, 4).ToDictionary(row => $"Say text {row}", _ => new Gate());
        _stage.One.Handle(request => Reply.Text("said " + request.LastUserMessage).WithUsage(1000, 500).Hold(gates[request.LastUserMessage]));
        _folder.WithRows(4);

        // The submitter holds the first row to the end, and each result of the other machine is read before the next one comes.
        var options = _folder.Options() with { Shared = true, ThrottleLimit = 1 };
        var sharing = new CsvJob(Machine(), options).RunAsync(progress =>
        {
            foreach (var row in Enumerable.Range(2, (int)progress.Done + 1))
            {
                gates[$"Say text {(row > 4 ? 1 : row)}"].Open();
            }
        });
        await _stage.One.WaitForCallAsync();
        var working = WorkAsync(Machine(), 1);
        var (summary, worker) = (await sharing.WaitAsync(Patience), await working);

        Assert.Equal((0, 4, 4, 3), (summary.ExitCode, summary.Rows, summary.Succeeded, worker.Answered));
        Assert.Equal(4 * 0.002m, summary.Cost);
        Assert.Equal(4, _stage.One.CallCount);
    }

    [Fact]
    public async Task A_job_is_shared_only_through_a_database_and_without_what_is_of_one_machine()
    {
        _folder.WithRows(1);
        Assert.Contains("database", (await Assert.ThrowsAsync<HolySheepException>(() => _folder.RunAsync(_stage, options => options with { Shared = true }))).Message, StringComparison.Ordinal);
        Assert.Contains("one machine", (await Assert.ThrowsAsync<HolySheepException>(() => _folder.RunAsync(_stage, options => options with { Shared = true, MaxCost = 5 }))).Message, StringComparison.Ordinal);
        Assert.Contains("attachments", (await Assert.ThrowsAsync<HolySheepException>(() => _folder.RunAsync(_stage, options => options with { Shared = true, AttachmentColumns = ["Body"] }))).Message, StringComparison.Ordinal);
        Assert.Contains("database", (await Assert.ThrowsAsync<HolySheepException>(() => new CsvWorker(_stage.Client, new CsvWorkerOptions()).RunAsync())).Message, StringComparison.Ordinal);
        Assert.Equal(0, _stage.One.CallCount);
    }

    private Task<CsvJobSummary> ShareAsync(HolySheepClient machine, Func<CsvJobOptions, CsvJobOptions>? change = null, CancellationToken stop = default) =>
        new CsvJob(machine, (change?.Invoke(_folder.Options()) ?? _folder.Options()) with { Shared = true }).RunAsync(null, stop).WaitAsync(Patience, CancellationToken.None);

    private static Task<CsvWorkerSummary> WorkAsync(HolySheepClient machine, int atOnce = 16) => new CsvWorker(machine, new CsvWorkerOptions { ThrottleLimit = atOnce, UntilEmpty = true }).RunAsync().WaitAsync(Patience);

    /// <summary>Another machine with the configuration of this moment.</summary>
    private HolySheepClient Machine()
    {
        var lease = _lease;
        var options = _stage.WithVariable("HOLYSHEEP_DB", TestedPostgres.ConnectionFor(_folder.Root)).Options;
        var client = new HolySheepClient(options with
        {
            Configuration = options.Configuration with { State = new StateOptions { Kind = StateKind.Postgres } },
            SharedEngine = () => new PostgresEngine { Limits = TestedPostgres.Patient with { JobLease = lease, UsesServerTime = true } },
            StateFolder = Path.Combine(_folder.Root, "home " + _clients.Count),
        });
        _clients.Add(client);
        return client;
    }
}
