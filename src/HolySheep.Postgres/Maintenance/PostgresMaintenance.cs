using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Maintenance;
using HolySheep.Maintenance.Sqlite;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Ledger;
using HolySheep.Postgres.Schema;
using HolySheep.Spend.Ledger;
using HolySheep.State.Sqlite.Engine;
using Npgsql;

namespace HolySheep.Postgres.Maintenance;

/// <summary>Looks after a database that machines share. Only <see cref="MigrateAsync"/> changes its schema.</summary>
/// <param name="place">The ledger in the database, whose session runs the statements.</param>
/// <param name="records">What the ledger holds.</param>
/// <param name="limits">How long the database may take.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class PostgresMaintenance(PostgresLedgerPlace place, ILedgerRecords records, PostgresLimits limits, TimeProvider timeProvider) : IStateMaintenance
{
    private const int Samples = 5;
    private const string Tables =
        """
        SELECT c.relname, c.reltuples::bigint, pg_total_relation_size(c.oid) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind = 'r' ORDER BY c.relname
        """;

    private static readonly Holdings Held = new([.. Holdings.OfLedger, new PlaceHoldings(), new RowHoldings()]);

    private PostgresFaults Faults => new(place.Connection);

    public async Task<StateOverview> ShowAsync(CancellationToken cancellationToken)
    {
        var version = await ReadVersionAsync(cancellationToken).ConfigureAwait(false);
        var overview = new StateOverview { Kind = StateKind.Postgres, Place = place.Connection.Name, SchemaVersion = version?.Version, NewestVersion = PostgresSchema.Version };
        return version is { IsUsable: true }
            ? Use(database => database.ReadSnapshot(session => overview with
            {
                Tables =
                [
                    .. session.Query(Tables, static row => new StateTable { Name = row.GetString(0), Rows = row.GetInt64(1) is >= 0 and var rows ? rows : null, Bytes = row.GetInt64(2) }, place.Connection.Schema),
                    .. place.IsMemory ? [] : LedgerFinding.Logs(place.Path),
                ],
                Machines = CallHoldings.Machines(session, timeProvider.GetUtcNow()),
                Held = Held.List(session, Now(session)),
            }))
            : overview;
    }

    public async Task<IReadOnlyList<StateFinding>> CheckAsync(CancellationToken cancellationToken)
    {
        var findings = new List<StateFinding>();
        SchemaVersion? version;
        try
        {
            version = await ReadVersionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HolySheepException exception)
        {
            return [new StateFinding { Name = "connection", Code = exception.Code, Message = exception.Message, Hint = exception.Hint }];
        }

        findings.Add(new StateFinding { Name = "connection", Message = $"{Capital(place.Connection.Name)} can be reached." });
        findings.Add(OfSchema(version));
        if (version is not { IsUsable: true })
        {
            return findings;
        }

        findings.AddRange(Use(database => database.Read(session => (StateFinding[])[OfRights(session), OfSpeed(session), OfClock(session)])));
        findings.Add(await LedgerFinding.OfAsync(records, cancellationToken).ConfigureAwait(false));
        if (!place.IsMemory)
        {
            findings.Add(LedgerFinding.OfLogs(place.Path));
        }

        return findings;
    }

    public async Task<StateMigration> MigrateAsync(bool preview, CancellationToken cancellationToken)
    {
        var version = await ReadVersionAsync(cancellationToken).ConfigureAwait(false);
        if (!preview)
        {
            await WithConnectionAsync(async (connection, token) =>
            {
                await SchemaMigration.EnsureAsync(connection, place.Names, token).ConfigureAwait(false);
                return true;
            }, cancellationToken).ConfigureAwait(false);
        }

        return new StateMigration { Place = place.Connection.Name, From = version?.Version, To = Math.Max(PostgresSchema.Version, version?.Version ?? 0) };
    }

    public async Task<IReadOnlyList<HeldResource>> ReleaseAsync(string machine, bool preview, CancellationToken cancellationToken) =>
        await ReadVersionAsync(cancellationToken).ConfigureAwait(false) is { IsUsable: true }
            ? Use(database => Held.Release(database, machine, preview, database.Read(Now)))
            : throw new HolySheepException(ErrorCode.ConfigurationInvalid, $"The schema of {place.Connection.Name} is not that of this version of HolySheep.", CommandHint.MigrateState);

    private static StateFinding OfSchema(SchemaVersion? version) => version is null || version.Version < PostgresSchema.Version
        ? new StateFinding
        {
            Name = "schema",
            Code = ErrorCode.ConfigurationInvalid,
            Message = FormattableString.Invariant($"The schema {(version is null ? "does not exist" : $"has version {version.Version}")}; this version of HolySheep needs version {PostgresSchema.Version}."),
            Hint = CommandHint.MigrateState,
        }
        : version.IsUsable ? new StateFinding { Name = "schema", Message = FormattableString.Invariant($"The schema has version {version.Version}, and this version of HolySheep creates version {PostgresSchema.Version}.") }
        : new StateFinding
        {
            Name = "schema",
            Code = ErrorCode.ConfigurationInvalid,
            Message = FormattableString.Invariant($"The schema has version {version.Version}, which this version of HolySheep cannot use."),
            Hint = "Install the version of HolySheep that the other machines have.",
        };

    private static StateFinding OfRights(ISqlSession session) => session.Scalar("SHOW transaction_read_only") is "on"
        ? new StateFinding
        {
            Name = "rights",
            Code = ErrorCode.ConfigurationInvalid,
            Message = "The database can only be read (transaction_read_only is on), as a replica: calls cannot use it.",
            Hint = "Name the server that takes writes in the connection string.",
        }
        : OfRole(session);

    private static StateFinding OfRole(ISqlSession session) => TableRights.Missing(session) is { Count: > 0 } missing
        ? new StateFinding
        {
            Name = "rights",
            Code = ErrorCode.ConfigurationInvalid,
            Message = $"The role '{session.Scalar("SELECT current_user::text")}' lacks {string.Join(", ", missing)}.",
            Hint = "Grant them as the owner of the schema; the guide 'Ten servers, one budget' has the statements.",
        }
        : new StateFinding { Name = "rights", Message = $"The role '{session.Scalar("SELECT current_user::text")}' has the rights that calls need." };

    private StateFinding OfSpeed(ISqlSession session)
    {
        var times = new List<TimeSpan>();
        for (var sample = 0; sample < Samples; sample++)
        {
            var since = timeProvider.GetTimestamp();
            session.Scalar("SELECT 1");
            times.Add(timeProvider.GetElapsedTime(since));
        }

        var median = times.Order().ElementAt(Samples / 2);
        return new StateFinding
        {
            Name = "speed",
            Code = median > limits.Statement ? ErrorCode.ConnectionFailure : null,
            Message = FormattableString.Invariant($"A round trip takes {median.TotalMilliseconds:0.0} ms; a statement that a call waits for has {limits.Statement.TotalMilliseconds:0} ms."),
            Hint = median > limits.Statement ? "Calls go on without shared state while it is so slow. Use a database that is nearer, or look for what slows it down." : null,
        };
    }

    private StateFinding OfClock(ISqlSession session) => new()
    {
        Name = "clock",
        Message = FormattableString.Invariant($"The server's clock is {(Now(session) - timeProvider.GetUtcNow()).TotalSeconds:+0.0;-0.0;0.0} s from this machine's; shared times are the server's."),
    };

    private static DateTimeOffset Now(ISqlSession session) => new((DateTime)session.Scalar("SELECT clock_timestamp() AT TIME ZONE 'UTC'")!, TimeSpan.Zero);

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private Task<SchemaVersion?> ReadVersionAsync(CancellationToken cancellationToken) =>
        WithConnectionAsync((connection, token) => SchemaMigration.ReadAsync(connection, place.Names, token), cancellationToken);

    /// <exception cref="HolySheepException">The database cannot be used.</exception>
    private async Task<T> WithConnectionAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(limits.Work);
        try
        {
            var connection = await place.OpenPlainAsync(enough.Token).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await use(connection, enough.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (PostgresFault.Of(exception, place.Connection, cancellationToken) is { } fault)
        {
            throw Faults.Of(fault);
        }
    }

    /// <exception cref="HolySheepException">The database cannot be used.</exception>
    private T Use<T>(Func<ISqlDatabase, T> use)
    {
        try
        {
            using var database = place.Open(timeProvider, out _);
            return use(database);
        }
        catch (DatabaseException exception)
        {
            throw Faults.Of(PostgresFault.Of(exception.InnerException ?? exception, place.Connection) ?? new PostgresFault(exception.Message, isPermanent: false, exception));
        }
    }
}
