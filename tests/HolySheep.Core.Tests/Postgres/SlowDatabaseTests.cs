using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Ledger;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Npgsql;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>Calls whose database is slow or gone, with the limits of the product.</summary>
public sealed class SlowDatabaseTests : IDisposable
{
    private readonly TempFolder _folder = new("slow");

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task A_database_that_takes_200_ms_holds_no_call_up_and_is_named_in_one_warning()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path)) { Delay = TimeSpan.FromMilliseconds(200) };
        await using var stage = At(proxy.Connection);
        using var client = Client(stage);

        var results = await AskAsync(client, 6);

        var warning = Assert.Single(results.SelectMany(result => result.Warnings), warning => warning.Contains("not shared", StringComparison.Ordinal));
        Assert.Contains($"the database 'postgres' on 127.0.0.1:{new NpgsqlConnectionStringBuilder(proxy.Connection).Port}", warning, StringComparison.Ordinal);
        Assert.DoesNotContain(new NpgsqlConnectionStringBuilder(proxy.Connection).Password!, warning, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_that_goes_away_in_the_middle_ends_no_call()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        await using var stage = At(proxy.Connection);
        using var client = Client(stage);
        await AskAsync(client, 2);

        proxy.Cut();

        Assert.Equal(4, (await AskAsync(client, 4)).Count);
    }

    [PostgresFact]
    public async Task Without_its_database_a_budget_that_stops_refuses_and_one_that_warns_lets_through()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        proxy.Cut();
        await using var strict = At(proxy.Connection, LedgerHome.Budget(1));
        using (var client = Client(strict))
        {
            var failure = await Assert.ThrowsAsync<ChatException>(() => AskAsync(client, 1));
            Assert.Equal(ErrorCode.LedgerUnusable, failure.Code);
            Assert.Contains("the database 'postgres' on 127.0.0.1", failure.Message, StringComparison.Ordinal);
            Assert.Contains("Check that the database runs", failure.Hint, StringComparison.Ordinal);
            Assert.Equal(0, strict.One.CallCount);
        }

        await using var lenient = At(proxy.Connection, LedgerHome.Budget(1, BudgetAction.Warn));
        using var other = Client(lenient);
        Assert.Single((await AskAsync(other, 2)).SelectMany(result => result.Warnings), warning => warning.Contains("the cost of calls is kept in a log next to it", StringComparison.Ordinal));
    }

    [PostgresFact]
    public Task A_database_that_is_away_for_a_moment_costs_no_call_of_a_budget_that_stops() => ReturnAsync(isFirst: false);

    [PostgresFact]
    public Task A_database_that_is_away_for_a_moment_at_the_first_call_does_not_cost_it() => ReturnAsync(isFirst: true);

    [PostgresFact]
    public async Task A_machine_that_is_frozen_in_the_middle_of_a_write_stops_the_others_for_seconds_only()
    {
        var connection = TestedPostgres.ConnectionFor(_folder.Path);
        using var place = new PostgresLedgerPlace(ConnectionText.Parse(connection), TestedPostgres.Patient, _folder["other"], TimeProvider.System);
        await using var frozen = place.Connect();
        await using var writing = await frozen.BeginTransactionAsync();
        await using (var write = new NpgsqlCommand("UPDATE ledger_clock SET version = version + 1", frozen))
        {
            await write.ExecuteNonQueryAsync();
        }

        await using var stage = At(connection, LedgerHome.Budget(1));
        using var client = Client(stage);
        Assert.Single(await AskAsync(client, 1));
    }

    [PostgresFact]
    public async Task What_no_budget_counts_is_logged_while_the_database_is_gone_and_entered_once_it_is_back()
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));
        proxy.Cut();
        await using var stage = At(proxy.Connection);
        using (var client = Client(stage))
        {
            await AskAsync(client, 3);
        }

        Assert.NotEmpty(Directory.GetFiles(_folder.Path, "ledger.postgres-*.log"));
        proxy.Restore();
        using var later = Client(stage);
        await AskAsync(later, 1);
        later.Dispose();

        using var reader = Client(stage);
        Assert.Equal(4, reader.GetUsage(new UsageQuery()).Total.Attempts);
    }

    private async Task ReturnAsync(bool isFirst)
    {
        await using var proxy = new DatabaseProxy(TestedPostgres.ConnectionFor(_folder.Path));

        // Near the limit a call cannot be paid for from what the process has leased.
        await using var stage = At(proxy.Connection, LedgerHome.Budget(0.01m));
        using var client = Client(stage);
        if (!isFirst)
        {
            await AskAsync(client, 1);
        }

        proxy.Cut();
        var asking = AskAsync(client, 1);

        // At the first call the connections of state are refused three times before that of the ledger.
        while (proxy.Refused < (isFirst ? 5 : 2))
        {
            await Task.WhenAny(asking, Task.Delay(5));
            Assert.False(asking.IsFaulted, asking.Exception?.ToString());
        }

        proxy.Restore();
        Assert.Single(await asking);
    }

    private Stage At(string connection, params BudgetOptions[] budgets)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System, StateFolder = _folder.Path }
            .With(configuration => configuration with { Budgets = budgets, State = new StateOptions { Kind = StateKind.Postgres } })
            .WithVariable("HOLYSHEEP_DB", connection);
        stage.One.OnAny().Answer(Reply.Echo);
        return stage;
    }

    private static HolySheepClient Client(Stage stage) => new(stage.Options with { SharedEngine = static () => new PostgresEngine() });

    private static async Task<System.Collections.Generic.List<ChatResult>> AskAsync(HolySheepClient client, int calls)
    {
        var results = new System.Collections.Generic.List<ChatResult>();
        for (var call = 0; call < calls; call++)
        {
            // A call that hangs is a failed test.
            results.Add(await client.ChatAsync(Stage.Question()).WaitAsync(TimeSpan.FromSeconds(60)));
        }

        return results;
    }
}
