using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.Data.Sqlite;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

/// <summary>The commands that look after the place of state.</summary>
public sealed class StateTests : ProviderFixture
{
    [Fact]
    public async Task The_place_is_shown_migrated_and_checked()
    {
        Assert.Equal(JsonValueKind.Null, Json(await RunAsync("state", "show", "--json")).GetProperty("schema_version").ValueKind);
        Assert.StartsWith("What if: Performing the operation \"Bring the schema to version", (await RunAsync("state", "migrate", "--what-if")).Stdout);
        Assert.False(File.Exists(Ledger));

        var migrated = Json(await RunAsync("state", "migrate", "--json"));
        Assert.Equal(["place", "from", "to"], migrated.EnumerateObject().Select(member => member.Name));
        var shown = Json(await RunAsync("state", "show", "--json"));
        Assert.Equal(["kind", "place", "schema_version", "newest_version", "tables", "machines", "held"], shown.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("sqlite", migrated.GetProperty("to").GetInt32()), (shown.GetProperty("kind").GetString(), shown.GetProperty("schema_version").GetInt32()));
        var checkedPlace = await RunAsync("state", "check");
        Assert.Equal((0, ""), (checkedPlace.ExitCode, checkedPlace.Stderr));
        Assert.Contains("ledger\tok\t", checkedPlace.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_ledger_ends_the_check_with_the_exit_code_of_money()
    {
        await RunAsync("chat", "hi");
        await RunAsync("usage");
        Execute("UPDATE spend SET amount = amount + 1");

        var found = await RunAsync("state", "check", "--json");

        Assert.Equal(6, found.ExitCode);
        Assert.Equal(["LedgerUnusable"], JsonDocument.Parse(found.Stdout).RootElement.EnumerateArray().Where(finding => !finding.GetProperty("succeeded").GetBoolean()).Select(finding => finding.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task What_a_machine_that_is_gone_holds_is_released_with_yes_alone()
    {
        await RunAsync("state", "migrate");
        Execute("INSERT INTO processes VALUES (7, 1, strftime('%s', 'now') * 1000, '1 1 boot web-07')");
        Execute("""
            INSERT INTO attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, estimate, amount, prompt_tokens, completion_tokens, estimated)
            VALUES (7, 'a', 0, 1, 0, 0, strftime('%s', 'now') * 1000, strftime('%s', 'now') / 900, 'm', 'm', 'm', 'holysheep', '', 250000000000, 250000000000, 1, 1, 0)
            """);

        Assert.Contains("Release what it holds", (await RunAsync("state", "release", "web-07", "--what-if")).Stdout, StringComparison.Ordinal);
        var asked = await RunAsync("state", "release", "web-07");
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("--yes", asked.Stderr, StringComparison.Ordinal);
        Assert.Contains("web-07 holds 1 calls, 0.25 USD", asked.Stderr, StringComparison.Ordinal);

        var released = Assert.Single(Json(await RunAsync("state", "release", "web-07", "--yes", "--json")).EnumerateArray());
        Assert.Equal(("web-07", "Calls", 0.25m), (released.GetProperty("machine").GetString(), released.GetProperty("kind").GetString(), released.GetProperty("amount_usd").GetDecimal()));
        Assert.Equal((0, "", ""), await RunAsync("state", "release", "web-07"));
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_named_without_its_password()
    {
        Home.Set("HOLYSHEEP_STATE", "postgres").Set("HOLYSHEEP_DB", "Host=127.0.0.1;Port=1;Database=shared;Username=me;Password=open-sesame");

        var found = await RunAsync("state", "check");
        var shown = await RunAsync("state", "show");

        Assert.Equal((5, 5), (found.ExitCode, shown.ExitCode));
        Assert.Contains("the database 'shared' on 127.0.0.1:1 cannot be reached", found.Stdout, StringComparison.Ordinal);
        Assert.Contains("the database 'shared' on 127.0.0.1:1 cannot be reached", shown.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", found.Stdout + found.Stderr + shown.Stdout + shown.Stderr, StringComparison.Ordinal);
    }

    private string Ledger => Path.Combine(Home.Folder, "ledger.db");

    private static JsonElement Json((int ExitCode, string Stdout, string Stderr) result)
    {
        Assert.Equal((0, ""), (result.ExitCode, result.Stderr));
        return JsonDocument.Parse(result.Stdout).RootElement;
    }

    private void Execute(string sql)
    {
        using var ledger = new SqliteConnection($"Data Source={Ledger};Pooling=False");
        ledger.Open();
        using var command = ledger.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
