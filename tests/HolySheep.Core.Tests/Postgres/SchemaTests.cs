using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Postgres.Schema;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Usage;
using HolySheep.State;
using HolySheep.TestKit;
using Npgsql;
using Xunit;

namespace HolySheep.Postgres;

/// <summary>How the schema is created, and who may use it.</summary>
public sealed partial class SchemaTests : IDisposable
{
    private const string Row =
        """
        INSERT INTO holysheep.attempts (process, call, role, number, fallback, state, started, bucket, model_asked, model, model_sent, provider, job, estimate, cost, amount, outcome, prompt_tokens, completion_tokens, estimated)
        VALUES (1, 'call', 0, 1, 0, 1, 1764504000000, 1960560, 'm', 'm', 'm', 'backup', '', 15000000000, 15000000000, 15000000000, 0, 1, 10, 0)
        """;

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
    public async Task Who_may_only_read_the_ledger_sees_what_others_have_spent()
    {
        using var home = new LedgerHome();
        var owner = new NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(_folder.Path));
        using (var writer = OpenLedger(owner, home, "writer"))
        {
            await writer.Booking.SettleAsync(await writer.Booking.BeginAsync(home.Entry()), home.Answer(0.25m));
        }

        var role = "reader_" + owner.SearchPath;
        await RunAsync($"CREATE ROLE {role} LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA {owner.SearchPath} TO {role}; GRANT SELECT ON ALL TABLES IN SCHEMA {owner.SearchPath} TO {role}");
        NpgsqlConnectionStringBuilder[] readers =
        [
            new(owner.ConnectionString) { Username = role, Password = "reader" },
            new(owner.ConnectionString) { Options = "-c default_transaction_read_only=on" },
        ];
        foreach (var reader in readers)
        {
            using var ledger = OpenLedger(reader, home, "reader");
            var cells = (await ledger.Records.ReadAsync(new LedgerQuestion { Ranges = [UsageRange.Of(DateTimeOffset.UnixEpoch, home.Time.GetUtcNow().AddHours(1), TimeZoneInfo.Utc)] })).Usage[0];
            Assert.Equal(0.25m, UsageFold.Sum(cells, isCompared: false).Cost);
        }
    }

    [PostgresFact]
    public async Task A_schema_of_an_earlier_version_is_brought_to_the_newest_and_keeps_its_rows()
    {
        var connection = TestedPostgres.ConnectionFor(_folder.Path);
        var names = new SchemaName(new NpgsqlConnectionStringBuilder(connection).SearchPath!);
        await using (var source = NpgsqlDataSource.Create(connection))
        {
            string[] earlier = [$"CREATE SCHEMA {names.Quoted}", PostgresSchema.VersionTable, .. PostgresSchema.Migrations.Take(4), "UPDATE holysheep.schema_version SET version = 4, oldest_reader = 4", Row];
            foreach (var statement in earlier)
            {
                await using var command = source.CreateCommand(names.In(statement));
                await command.ExecuteNonQueryAsync();
            }
        }

        using var home = new LedgerHome();
        using var ledger = new OpenedLedger(
            TestedPostgres.Open(_folder.Path, home.Time),
            new LedgerSettings { Folder = _folder.Path, Writer = new LedgerWriterFacts("test", "1.0", null) { Machine = "web-2" }, Budgets = [], TimeProvider = home.Time, Alert = static _ => Task.FromResult(AlertDelivery.Done) });
        await ledger.Booking.SettleAsync(await ledger.Booking.BeginAsync(home.Entry()), home.Answer(0.03m));
        var cells = (await ledger.Records.ReadAsync(new LedgerQuestion { Ranges = [UsageRange.Of(DateTimeOffset.UnixEpoch, home.Time.GetUtcNow().AddHours(1), TimeZoneInfo.Utc)] })).Usage[0];

        Assert.Equal([("", 0.015m), ("web-2", 0.03m)], UsageFold.Rows(cells, [UsageGroup.Machine], TimeZoneInfo.Utc, isCompared: false).Select(row => (row.Machine!, row.Cost)).Order());
    }

    [PostgresFact]
    public async Task A_schema_of_a_later_version_is_used_and_left_as_it_is_unless_it_says_that_this_version_cannot()
    {
        var connection = TestedPostgres.ConnectionFor(_folder.Path);
        var schema = new NpgsqlConnectionStringBuilder(connection).SearchPath!;
        using (var owner = Open(connection))
        {
            owner.Turns.Next("m");
        }

        foreach (var (oldestReader, fault) in ((int, string?)[])[(PostgresSchema.Version, null), (PostgresSchema.Version + 1, FormattableString.Invariant($"the schema of the database has version {PostgresSchema.Version + 1}, which this version of HolySheep cannot use"))])
        {
            await RunAsync(FormattableString.Invariant($"UPDATE {schema}.schema_version SET version = {PostgresSchema.Version + 1}, oldest_reader = {oldestReader}"));
            using var state = Open(connection);
            await state.Health.RefreshAsync();
            var warning = state.TakeWarning();
            Assert.True(fault is null ? warning is null : warning!.Contains(fault, StringComparison.Ordinal), warning);
            await using var source = NpgsqlDataSource.Create(connection);
            await using var command = source.CreateCommand("SELECT version || ' ' || oldest_reader FROM schema_version");
            Assert.Equal(FormattableString.Invariant($"{PostgresSchema.Version + 1} {oldestReader}"), await command.ExecuteScalarAsync());
        }
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

    private OpenedLedger OpenLedger(NpgsqlConnectionStringBuilder connection, LedgerHome home, string folder) => new(
        new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new Secret(connection.ConnectionString), home.Time),
        new LedgerSettings { Folder = Path.Combine(_folder.Path, folder), Writer = new LedgerWriterFacts("test", "1.0", null), Budgets = [], TimeProvider = home.Time, Alert = static _ => Task.FromResult(AlertDelivery.Done) });

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
