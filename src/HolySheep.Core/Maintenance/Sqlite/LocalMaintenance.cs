using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Errors;
using HolySheep.Files;
using HolySheep.Spend.Ledger;
using HolySheep.Spend.Ledger.Sqlite;
using HolySheep.State.Sqlite;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Maintenance.Sqlite;

/// <summary>Looks after the files of this machine. Every operation completes at once.</summary>
/// <param name="folder">The state folder.</param>
/// <param name="records">What the ledger holds.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class LocalMaintenance(string folder, ILedgerRecords records, TimeProvider timeProvider) : IStateMaintenance
{
    private static readonly Holdings Held = new(Holdings.OfLedger);
    private readonly string _state = SqliteStateBackend.FileIn(folder).Path;
    private readonly LedgerFile _ledger = LedgerFile.In(folder);

    public Task<StateOverview> ShowAsync(CancellationToken cancellationToken)
    {
        var now = timeProvider.GetUtcNow();
        var version = DatabaseConnection.ReadVersion(_ledger.Path);
        var overview = new StateOverview { Kind = StateKind.Sqlite, Place = folder, SchemaVersion = version, NewestVersion = LedgerSchema.Migrations.Count };
        return Task.FromResult(version != LedgerSchema.Migrations.Count ? overview with { Tables = Tables(null) } : Use(database => database.ReadSnapshot(session => overview with
        {
            Tables = Tables((long)session.Scalar("SELECT count(*) FROM attempts")!),
            Machines = CallHoldings.Machines(session, now),
            Held = Held.List(session, now),
        })));
    }

    public async Task<IReadOnlyList<StateFinding>> CheckAsync(CancellationToken cancellationToken) =>
    [
        CheckState(),
        FindFolderFault(_ledger.Path) is { } fault ? FaultOf("ledger", ErrorCode.LedgerUnusable, fault) : await LedgerFinding.OfAsync(records, cancellationToken).ConfigureAwait(false),
        LedgerFinding.OfLogs(_ledger.Path),
    ];

    public Task<StateMigration> MigrateAsync(bool preview, CancellationToken cancellationToken)
    {
        var migration = new StateMigration { Place = folder, From = DatabaseConnection.ReadVersion(_ledger.Path), To = LedgerSchema.Migrations.Count };
        return Task.FromResult(preview ? migration : Use(_ => migration));
    }

    public Task<IReadOnlyList<HeldResource>> ReleaseAsync(string machine, bool preview, CancellationToken cancellationToken) =>
        Task.FromResult(_ledger.Exists ? Use(database => Held.Release(database, machine, preview, timeProvider.GetUtcNow())) : []);

    private IReadOnlyList<StateTable> Tables(long? attempts) =>
    [
        .. new (string Path, long? Rows)[] { (_state, null), (_ledger.Path, attempts) }.Where(static file => File.Exists(file.Path))
            .Select(static file => new StateTable { Name = Path.GetFileName(file.Path), Rows = file.Rows, Bytes = new FileInfo(file.Path).Length }),
        .. LedgerFinding.Logs(_ledger.Path),
    ];

    private StateFinding CheckState()
    {
        const string Name = "state";
        try
        {
            if (FindFolderFault(_state) is { } fault)
            {
                return FaultOf(Name, ErrorCode.ConfigurationInvalid, fault);
            }

            if (!File.Exists(_state))
            {
                return new StateFinding { Name = Name, Message = $"'{_state}' does not exist yet; the first call creates it." };
            }

            Database.Open(SqliteStateBackend.FileIn(folder)).Dispose();
            return new StateFinding { Name = Name, Message = $"'{_state}' can be used." };
        }
        catch (DatabaseException exception)
        {
            return new StateFinding
            {
                Name = Name,
                Code = ErrorCode.ConfigurationInvalid,
                Message = exception.Message + ".",
                Hint = "Check the rights and the free space of its folder. The next call sets a damaged file aside and creates a new one; only health, limits and statistics are lost.",
            };
        }
    }

    /// <summary>Why the first call cannot create a file that does not exist yet; null if it can, or if the file is there.</summary>
    private static string? FindFolderFault(string path) => File.Exists(path) ? null : FolderRights.FindFault(Path.GetDirectoryName(path)!);

    private static StateFinding FaultOf(string name, string code, string fault) => new()
    {
        Name = name,
        Code = code,
        Message = $"The first call cannot create its files: {fault}.",
        Hint = "Give the user of the calls the right to write there, or set HOLYSHEEP_HOME to a folder where it may.",
    };

    /// <exception cref="HolySheepException">The ledger cannot be used, or it was damaged and is set aside.</exception>
    private T Use<T>(Func<ISqlDatabase, T> use) => SqliteLedgerRecords.Use(_ledger, timeProvider, use);
}
