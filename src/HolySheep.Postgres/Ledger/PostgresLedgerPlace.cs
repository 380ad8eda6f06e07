using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Postgres.Connections;
using HolySheep.Postgres.Schema;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.State;
using HolySheep.State.Sqlite.Engine;
using Npgsql;
using Polly;
using Polly.CircuitBreaker;

namespace HolySheep.Postgres.Ledger;

/// <summary>The ledger in a database that machines share. Attempts are first written to logs in the state folder of each machine, and entered from there.</summary>
internal sealed class PostgresLedgerPlace : ILedgerPlace, IDisposable
{
    private const int LogOwnerBytes = 6;
    private readonly NpgsqlDataSource _source;
    private readonly PostgresLimits _limits;
    private readonly ResiliencePipeline _connecting;

    /// <param name="connection">The database.</param>
    /// <param name="limits">How long it may take.</param>
    /// <param name="folder">The state folder of this machine; null means none, so that nothing is logged.</param>
    /// <param name="timeProvider">The clock.</param>
    public PostgresLedgerPlace(ConnectionText connection, PostgresLimits limits, string? folder, TimeProvider timeProvider)
    {
        (Connection, _limits, Names) = (connection, limits, new SchemaName(connection.Schema));
        Path = folder is null ? "" : System.IO.Path.Combine(folder, "ledger.postgres");
        LogOwner = FormattableString.Invariant($"{Environment.MachineName}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Path)), 0, LogOwnerBytes)}-").ToLowerInvariant();
        var builder = new NpgsqlConnectionStringBuilder(connection.Text)
        {
            SearchPath = Names.Quoted,
            CommandTimeout = (int)Math.Ceiling(limits.Work.TotalSeconds),
            Timeout = (int)Math.Ceiling(limits.Opening.TotalSeconds),
        };
        var source = new NpgsqlSlimDataSourceBuilder(builder.ConnectionString);
        source.EnableTransportSecurity();
        _source = source.Build();
        _connecting = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = arguments => new ValueTask<bool>(arguments.Outcome.Exception is { } exception && PostgresFault.Of(exception, connection) is not null),
                MinimumThroughput = 2,
                FailureRatio = 0.5,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(2),
            })
            .Build();
    }

    public ConnectionText Connection { get; }

    public SchemaName Names { get; }

    public string Path { get; }

    public string Name => "in " + Connection.Name;

    public string Remedy => "Check that the database runs and that this machine reaches it";

    public string LogOwner { get; }

    public bool IsMemory => Path.Length == 0;

    public bool Exists => true;

    public ISqlDatabase Open(TimeProvider timeProvider, out string? setAside)
    {
        setAside = null;
        if (!IsMemory)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }

        var database = new PostgresLedgerDatabase(this, timeProvider);
        try
        {
            database.Open();
            return database;
        }
        catch (DatabaseException)
        {
            database.Dispose();
            throw;
        }
    }

    public DatabaseException Fault(DatabaseFault fault) => DatabaseException.Of(fault, Name + (fault == DatabaseFault.Locked ? " is held by other processes" : " is closed"));

    /// <summary>The fault of the database, as the ledger takes it: one that passes is a wait for another process, so that attempts go on in the log.</summary>
    /// <param name="fault">The fault.</param>
    /// <param name="mayBeWritten">Whether it came while a transaction was committed.</param>
    public DatabaseException FaultOf(PostgresFault fault, bool mayBeWritten) =>
        DatabaseException.Of(fault.IsReadOnly ? DatabaseFault.ReadOnly : fault.IsPermanent ? DatabaseFault.Unusable : DatabaseFault.Locked, $"cannot be used: {fault.Message}", fault, mayReturn: !fault.IsPermanent && !mayBeWritten);

    /// <summary>A connection whose schema is known to be the newest.</summary>
    public NpgsqlConnection Connect() => _connecting.Execute(() =>
    {
        var connection = _source.OpenConnection();
        try
        {
            using var enough = new CancellationTokenSource(_limits.Work);
            StoreWait.For(new ValueTask(SchemaMigration.EnsureAsync(connection, Names, enough.Token)));

            // The slice of a wait for another write, after which the callers are asked whether they still wait; and the server ends the write of a machine that is gone or frozen, for which all others wait.
            using var command = new NpgsqlCommand("SET lock_timeout = '200ms'; SET idle_in_transaction_session_timeout = '5s'", connection);
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    /// <summary>Opens a connection and leaves the schema as it is.</summary>
    public ValueTask<NpgsqlConnection> OpenPlainAsync(CancellationToken cancellationToken) => _source.OpenConnectionAsync(cancellationToken);

    public void Dispose() => _source.Dispose();
}
