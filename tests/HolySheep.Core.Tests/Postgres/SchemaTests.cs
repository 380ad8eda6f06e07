using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.State;
using HolySheep.TestKit;
using Npgsql;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>How the schema is created, and who may use it.</summary>
public sealed partial class SchemaTests : IDisposable
{
    private readonly TempFolder _folder = new("schema");

    public void Dispose() => _folder.Dispose();

    [PostgresFact]
    public async Task With_the_rights_of_the_guide_and_no_others_state_is_shared()
    {
        using (var owner = Open(TestedPostgres.ConnectionFor(_folder.Path)))
        {
            owner.Turns.Next("m");
        }

        var builder = new NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(_folder.Path));
        var schema = builder.SearchPath!;
        var role = "caller_" + schema;
        var grants = Grants().Match(await File.ReadAllTextAsync(Path.Combine(Readme.Root, "docs", "guides", "ten-servers-one-budget.md"))).Groups["sql"].Value;
        await RunAsync($"CREATE ROLE {role} LOGIN PASSWORD 'caller'; " + grants.Replace("holysheep", schema, StringComparison.Ordinal).Replace("TO caller", "TO " + role, StringComparison.Ordinal));
        (builder.Username, builder.Password) = (role, "caller");

        using var state = Open(builder.ConnectionString);
        Assert.Equal(1, state.Turns.Next("m"));
        await state.Splits.ChangeAsync("m", "b", new(new() { Model = "m", To = [] }, DateTimeOffset.UnixEpoch));
        await state.Health.RefreshAsync();
        Assert.Null(state.TakeWarning());

        using var home = new LedgerHome();
        var settings = new LedgerSettings { Folder = _folder.Path, Writer = new LedgerWriterFacts("test", "1.0", null), Budgets = [LedgerHome.Budget(1)], TimeProvider = TimeProvider.System, Alert = static _ => Task.FromResult(AlertDelivery.Done) };
        using var ledger = new OpenedLedger(new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new Secret(builder.ConnectionString), TimeProvider.System), settings);
        var ticket = await ledger.Booking.BeginAsync(home.Entry(tags: new Dictionary<string, string> { ["team"] = "a" }));
        Assert.True(ticket.IsBooked, ticket.Refusal?.Message);
        Assert.Empty(await ledger.Booking.SettleAsync(ticket, home.Answer(0.1m)));
        await ledger.Records.PruneAsync(DateTimeOffset.UnixEpoch, null);
        Assert.Null(await ledger.Records.CheckAsync());
    }

    [PostgresFact]
    public async Task A_role_that_may_not_create_the_schema_is_told_what_the_server_says_and_not_its_password()
    {
        var role = "stranger_" + Guid.NewGuid().ToString("N");
        await RunAsync($"CREATE ROLE {role} LOGIN PASSWORD 'open-sesame'");
        var builder = new NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(_folder.Path)) { Username = role, Password = "open-sesame" };

        using var state = Open(builder.ConnectionString);
        await state.Health.RefreshAsync();

        var warning = state.TakeWarning();
        Assert.Contains($"the database 'postgres' on 127.0.0.1:{builder.Port} refuses: permission denied", warning, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", warning, StringComparison.Ordinal);
    }

    private static IStateBackend Open(string connection) => new OpenedState(new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new Secret(connection), TimeProvider.System));

    private static async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestedPostgres.Connection);
        await connection.OpenAsync();
        foreach (var statement in sql.Split(';').Where(statement => !string.IsNullOrWhiteSpace(statement)))
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    [GeneratedRegex(@"## The least rights.*?```sql\n(?<sql>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Grants();
}
