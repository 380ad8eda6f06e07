using System;
using System.IO;
using HolySheep.Files;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>The file of the ledger.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record LedgerFile(string Path) : ILedgerPlace
{
    private const int ApplicationId = 0x48534c47;

    /// <summary>The ledger in a state folder; its logs are in the folder of the file itself.</summary>
    public static LedgerFile In(string stateFolder)
    {
        var path = System.IO.Path.Combine(stateFolder, "ledger.db");
        try
        {
            return new LedgerFile(OwnerFile.FinalTarget(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Links that lead to each other, or through a folder that is closed to this user: opening the file says so.
            return new LedgerFile(path);
        }
    }

    /// <summary>A ledger in memory that exists as long as it is open.</summary>
    public static LedgerFile InMemory { get; } = new(DatabaseConnection.Memory);

    public bool IsMemory => Path == DatabaseConnection.Memory;

    public string Name => $"'{Path}'";

    public string LogOwner => "";

    public string Remedy => "Check the rights and the free space of its folder";

    public bool Exists => File.Exists(Path);

    public DatabaseException Fault(DatabaseFault fault) => new(fault, Path);

    /// <summary>Opens the file and creates it if necessary; a damaged file is renamed first.</summary>
    /// <exception cref="DatabaseException">The file cannot be used.</exception>
    ISqlDatabase ILedgerPlace.Open(TimeProvider timeProvider, out string? setAside) => Open(timeProvider, out setAside);

    /// <summary>Opens the file and creates it if necessary; a damaged file is renamed first.</summary>
    /// <exception cref="DatabaseException">The file cannot be used.</exception>
    public Database Open(TimeProvider timeProvider, out string? setAside) => Database.OpenOrReplace(Description, timeProvider, out setAside);

    // Longer than for the state file: a lost row is lost money.
    private DatabaseFile Description => new() { Path = Path, Schema = new DatabaseSchema(ApplicationId, LedgerSchema.Migrations), Patience = TimeSpan.FromSeconds(10) };
}
