using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Maintenance.Sqlite;
using HolySheep.Postgres;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Ledger;
using HolySheep.Sharing;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Contracts;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Maintenance;

/// <summary>What is shown, checked, migrated and released, on each engine that has it.</summary>
public sealed class MaintenanceTests : IDisposable
{
    private const string Lost = "web-07";
    private readonly LedgerHome _home = new();
    private readonly TempFolder _folder = new("maintenance");

    public static TheoryData<string> Engines => [.. TestedLedger.Each.Where(ledger => ledger.IsShared).Select(ledger => ledger.Name)];

    public void Dispose()
    {
        _home.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_place_is_shown_before_it_exists_and_migrated_once(string engine)
    {
        using var opened = Open(engine);
        Assert.Null((await opened.Place.ShowAsync(default)).SchemaVersion);

        var preview = await opened.Place.MigrateAsync(preview: true, default);
        Assert.Equal((null, false), (preview.From, preview.IsDone));
        Assert.Null((await opened.Place.ShowAsync(default)).SchemaVersion);

        Assert.Equal(preview, await opened.Place.MigrateAsync(preview: false, default));
        var again = await opened.Place.MigrateAsync(preview: false, default);
        Assert.Equal((preview.To, preview.To, true), (again.From, again.To, again.IsDone));
        var shown = await opened.Place.ShowAsync(default);
        Assert.Equal((shown.NewestVersion, engine), (shown.SchemaVersion, shown.Kind.ToString().ToLowerInvariant()));
        Assert.NotEmpty(shown.Tables);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_place_in_which_the_first_call_cannot_write_is_a_finding(bool belowFile)
    {
        // Only Linux has a folder in which even an administrator creates nothing.
        belowFile |= !OperatingSystem.IsLinux();
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "");
        var folder = belowFile ? Path.Combine(file, "state") : "/proc/holysheep";
        var findings = await new LocalMaintenance(folder, new SqliteLedgerRecords(LedgerFile.In(folder), () => null, TimeProvider.System), TimeProvider.System).CheckAsync(default);

        Assert.Equal([false, false, true], findings.Select(finding => finding.Succeeded));
        Assert.All(findings.Take(2), finding => Assert.Contains(belowFile ? file : "/proc", finding.Message, StringComparison.Ordinal));
        folder = Path.Combine(_folder.Path, "new", "folder");
        Assert.All(await new LocalMaintenance(folder, new SqliteLedgerRecords(LedgerFile.In(folder), () => null, TimeProvider.System), TimeProvider.System).CheckAsync(default), finding => Assert.True(finding.Succeeded));
        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Calls_of_a_machine_that_is_gone_hold_money_until_it_is_released(string engine)
    {
        using var opened = Open(engine);
        await opened.Place.MigrateAsync(preview: false, default);
        using var ledger = opened.Ledger(LedgerHome.Budget(1));
        var ticket = await ledger.Booking.BeginAsync(_home.Entry(price: 0.25m));
        Assert.True(ticket.IsBooked, ticket.Refusal?.Message);

        // Its log is entered.
        Assert.Null(await ledger.Records.CheckAsync());
        opened.MoveTo(Lost);

        var held = Assert.Single((await opened.Place.ShowAsync(default)).Held, entry => entry.Kind == HeldKind.Calls);
        Assert.Equal((Lost, 1L, null), (held.Machine, held.Count, held.Until));
        Assert.True(held.Amount > 0);
        Assert.Equal(Lost, Assert.Single((await opened.Place.ShowAsync(default)).Machines).Name);
        Assert.Empty(await opened.Place.ReleaseAsync("web-08", preview: false, default));

        Assert.Equal([held], await opened.Place.ReleaseAsync(Lost, preview: true, default));
        Assert.Equal([held], (await opened.Place.ShowAsync(default)).Held);
        Assert.Equal([held], await opened.Place.ReleaseAsync(Lost.ToUpperInvariant(), preview: false, default));

        var after = await opened.Place.ShowAsync(default);
        Assert.Empty(after.Held);
        Assert.Empty(after.Machines);
        Assert.Equal(held.Amount, UsdAmount.FromUnits((long)opened.Scalar("SELECT sum(amount) FROM spend")!));
        Assert.Empty(await opened.Place.ReleaseAsync(Lost, preview: false, default));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_machine_that_is_gone_has_leased_is_free_once_it_is_released_and_its_log_still_counts(string engine)
    {
        using var opened = Open(engine);
        await opened.Place.MigrateAsync(preview: false, default);
        using var ledger = opened.Ledger(LedgerHome.Budget(1));
        Assert.True((await ledger.Booking.BeginAsync(_home.Entry(price: 0.25m))).IsBooked);
        opened.MoveTo(Lost);

        var held = Assert.Single((await opened.Place.ShowAsync(default)).Held);
        Assert.Equal((Lost, HeldKind.Leases, "daily", 1L, 0.25m), (held.Machine, held.Kind, held.Name, held.Count, held.Amount));
        Assert.Equal([held], await opened.Place.ReleaseAsync(Lost, preview: false, default));
        Assert.Empty((await opened.Place.ShowAsync(default)).Held);
        Assert.Equal(0L, opened.Scalar("SELECT count(*) FROM leases"));

        Assert.Null(await ledger.Records.CheckAsync());
        Assert.Equal(UsdAmount.ToUnits(0.25m), opened.Scalar("SELECT CAST(sum(amount) AS bigint) FROM attempts"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_place_in_order_is_found_in_order_and_the_ledger_last(string engine)
    {
        using var opened = Open(engine);
        await opened.Place.MigrateAsync(preview: false, default);

        var findings = await opened.Place.CheckAsync(default);

        // How fast the server answers depends on the machine.
        Assert.All(findings.Where(finding => finding.Name != "speed"), finding => Assert.True(finding.Succeeded, finding.Message));
        Assert.Equal(["ledger", "logs"], findings.Select(finding => finding.Name).TakeLast(2));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Sums_that_disagree_with_their_attempts_are_found(string engine)
    {
        using var opened = Open(engine);
        using (var ledger = opened.Ledger(LedgerHome.Budget(1)))
        {
            var ticket = await ledger.Booking.BeginAsync(_home.Entry());
            await ledger.Booking.SettleAsync(ticket, _home.Answer(0.1m));
        }

        opened.Execute("UPDATE spend SET amount = amount + 1");

        var finding = (await opened.Place.CheckAsync(default)).Single(found => found.Name == "ledger");
        Assert.Equal(ErrorCode.LedgerUnusable, finding.Code);
        Assert.Equal(ExitCode.Budget, StateMaintenance.ExitCodeOf([finding]));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_damaged_ledger_is_set_aside_with_a_message_and_never_silently_replaced(bool release)
    {
        const string Damaged = "no ledger at all, but long enough to be looked at";
        using var opened = Open("sqlite");
        var path = LedgerFile.In(_folder.Path).Path;
        File.WriteAllText(path, Damaged);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => release ? opened.Place.ReleaseAsync(Lost, preview: false, default) : opened.Place.MigrateAsync(preview: false, default));

        Assert.Equal(ErrorCode.LedgerUnusable, error.Code);
        Assert.Contains(path + ".damaged-1", error.Message, StringComparison.Ordinal);
        Assert.Equal(Damaged, File.ReadAllText(path + ".damaged-1"));
    }

    [PostgresFact]
    public async Task Places_of_a_machine_are_shown_and_released_once_it_no_longer_renews_them()
    {
        using var opened = Open("postgres");
        await opened.Place.MigrateAsync(preview: false, default);
        var until = DateTimeOffset.UtcNow.AddSeconds(20).UtcTicks;
        opened.Execute($$"""INSERT INTO records (kind, name, version, value) VALUES ('holder', 'one 1a', 7, '{"places":{"a@{{Lost}}":[3,{{until}}],"b@web-08":[1,{{until}}]},"requests":5}')""");

        Assert.Equal([(Lost, 3L), ("web-08", 1L)], (await opened.Place.ShowAsync(default)).Held.Select(held => (held.Machine, held.Count)));
        var refused = await Assert.ThrowsAsync<HolySheepException>(() => opened.Place.ReleaseAsync(Lost, preview: false, default));
        Assert.Contains("renewed", refused.Message, StringComparison.Ordinal);

        opened.Execute($"UPDATE records SET value = replace(value::text, '{until}', '{DateTimeOffset.UtcNow.AddSeconds(-1).UtcTicks}')::jsonb");
        Assert.Equal("one 1a", Assert.Single(await opened.Place.ReleaseAsync(Lost, preview: false, default)).Name);
        Assert.Equal(["web-08"], (await opened.Place.ShowAsync(default)).Held.Select(held => held.Machine));
        Assert.Equal(1L, opened.Scalar("SELECT count(*) FROM records WHERE version <> 7 AND value ->> 'requests' = '5'"));
    }

    [PostgresFact]
    public async Task What_a_machine_has_entered_of_its_logs_is_not_entered_again_under_another_name_of_the_machine()
    {
        using var opened = Open("postgres");
        await opened.Place.MigrateAsync(preview: false, default);
        using var ledger = opened.Ledger(LedgerHome.Budget(1));
        await ledger.Booking.SettleAsync(await ledger.Booking.BeginAsync(_home.Entry(price: 0.25m)), _home.Answer(0.25m));
        Assert.Null(await ledger.Records.CheckAsync());

        opened.Execute("UPDATE logs SET client = 'earlier-' || client");
        using var again = opened.Ledger(LedgerHome.Budget(1));
        Assert.Null(await again.Records.CheckAsync());

        Assert.Equal(1L, opened.Scalar("SELECT count(*) FROM attempts"));
    }

    [PostgresFact]
    public async Task A_database_that_cannot_be_used_is_named_without_its_password_with_the_code_of_its_fault()
    {
        foreach (var (fault, code) in new[] { ("refused", ErrorCode.ConnectionFailure), ("password", ErrorCode.CredentialRefused), ("newer", ErrorCode.ConfigurationInvalid) })
        {
            using var folder = new TempFolder("fault");
            PostgresFaults.Each[fault](folder.Path);
            using var place = new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new(PostgresFaults.ConnectionOf(folder.Path)), TimeProvider.System);
            var findings = await place.OpenMaintenance(_home.Records, folder.Path).CheckAsync(default);

            var found = findings.First(finding => !finding.Succeeded);
            Assert.Equal((fault, code), (fault, found.Code));
            Assert.NotNull(found.Hint);
            Assert.DoesNotContain("wrong", found.Message, StringComparison.Ordinal);
            Assert.Contains("127.0.0.1", fault == "newer" ? findings[0].Message : found.Message, StringComparison.Ordinal);
        }
    }

    [PostgresFact]
    public async Task A_role_without_a_right_is_told_which_one_it_lacks()
    {
        using var opened = Open("postgres");
        await opened.Place.MigrateAsync(preview: false, default);
        var role = "reader_" + Guid.NewGuid().ToString("N");
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(_folder.Path));
        var schema = builder.SearchPath!;
        opened.Execute($"CREATE ROLE {role} LOGIN PASSWORD 'x'");
        opened.Execute($"GRANT USAGE ON SCHEMA {schema} TO {role}");
        opened.Execute($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}");
        opened.Execute($"REVOKE INSERT ON attempts FROM {role}");
        (builder.Username, builder.Password) = (role, "x");
        using var place = new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new(builder.ConnectionString), TimeProvider.System);

        var rights = (await place.OpenMaintenance(_home.Records, null).CheckAsync(default)).Single(finding => finding.Name == "rights");

        Assert.Equal(ErrorCode.ConfigurationInvalid, rights.Code);
        Assert.EndsWith("lacks INSERT on attempts.", rights.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_that_can_only_be_read_is_told_as_such()
    {
        using var opened = Open("postgres");
        await opened.Place.MigrateAsync(preview: false, default);
        var builder = new Npgsql.NpgsqlConnectionStringBuilder(TestedPostgres.ConnectionFor(_folder.Path)) { Options = "-c default_transaction_read_only=on" };
        using var place = new PostgresEngine { Limits = TestedPostgres.Patient }.Open(new(builder.ConnectionString), TimeProvider.System);

        var rights = (await place.OpenMaintenance(_home.Records, null).CheckAsync(default)).Single(finding => finding.Name == "rights");

        Assert.Equal(ErrorCode.ConfigurationInvalid, rights.Code);
        Assert.Contains("transaction_read_only", rights.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_in_the_process_needs_nothing()
    {
        var place = new StateMaintenance(new NoMaintenance());

        Assert.Equal(StateKind.Memory, (await place.ShowAsync()).Kind);
        Assert.True((await place.MigrateAsync()).IsDone);
        Assert.Empty(await place.ReleaseAsync(Lost));
        Assert.Equal(ExitCode.Answered, StateMaintenance.ExitCodeOf(await place.CheckAsync()));
    }

    [Fact]
    public async Task This_machine_is_never_released() =>
        Assert.Contains("this machine", (await Assert.ThrowsAsync<HolySheepException>(() => new StateMaintenance(new NoMaintenance()).ReleaseAsync(Environment.MachineName.ToLowerInvariant()))).Message, StringComparison.Ordinal);

    private Opened Open(string engine) => engine == "postgres" ? new Opened(_folder.Path, _home, TestedPostgres.Open(_folder.Path, _home.Time)) : new Opened(_folder.Path, _home, null);

    /// <summary>A place with its ledger.</summary>
    private sealed class Opened : IDisposable
    {
        private readonly string _folder;
        private readonly LedgerHome _home;
        private readonly ISharedPlace? _shared;
        private readonly ILedgerPlace _ledger;
        private readonly PostgresLedgerPlace? _database;

        public Opened(string folder, LedgerHome home, ISharedPlace? shared)
        {
            (_folder, _home, _shared) = (folder, home, shared);
            _database = shared is null ? null : new PostgresLedgerPlace(ConnectionText.Parse(TestedPostgres.ConnectionFor(folder)), TestedPostgres.Patient, folder, TimeProvider.System);
            _ledger = _database ?? (ILedgerPlace)LedgerFile.In(folder);
            var records = new SqliteLedgerRecords(_ledger, static () => null, home.Time);
            Place = shared?.OpenMaintenance(records, folder) ?? new LocalMaintenance(folder, records, home.Time);
        }

        public IStateMaintenance Place { get; }

        public ILedgerBackend Ledger(Configuration.Options.BudgetOptions budget)
        {
            var settings = new LedgerSettings { Folder = _folder, Writer = new LedgerWriterFacts("test", "1.0", null), Budgets = [budget], TimeProvider = _home.Time, Alert = static _ => Task.FromResult(Spend.Budgets.AlertDelivery.Done) };
            return _shared?.OpenLedger(settings) ?? LedgerBackends.Open(settings);
        }

        /// <summary>Makes the processes of this machine those of another.</summary>
        public void MoveTo(string machine) => Execute($"UPDATE processes SET host = '1 1 boot {machine}'");

        public void Execute(string sql) => Use(session => session.Execute(sql));

        public object? Scalar(string sql) => Use(session => session.Scalar(sql));

        public void Dispose()
        {
            _shared?.Dispose();
            _database?.Dispose();
        }

        private T Use<T>(Func<ISqlSession, T> work)
        {
            using var database = _ledger.Open(TimeProvider.System, out _);
            return database.Write(work);
        }
    }
}
