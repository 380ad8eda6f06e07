using System;
using System.IO;
using HolySheep.Files;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>The file of the ledger.</summary>
/// <param name="Path">Its full path.</param>
internal sealed record LedgerFile(string Path)
{
    private const int ApplicationId = 0x48534c47;

    /// <summary>The ledger of a folder of state; its logs lie where the file itself is.</summary>
    public static LedgerFile In(string stateFolder) => new(OwnerFile.FinalTarget(System.IO.Path.Combine(stateFolder, "ledger.db")));

    /// <summary>A ledger that lives as long as it is open.</summary>
    public static LedgerFile InMemory { get; } = new(DatabaseConnection.Memory);

    /// <summary>Whether there is one.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Opens it, made where it is missing; a damaged one is renamed first.</summary>
    /// <exception cref="DatabaseException">It cannot be used.</exception>
    public Database Open(TimeProvider timeProvider, out string? setAside) => Database.OpenOrReplace(Description, timeProvider, out setAside);

    // Longer than the state's: a lost row is lost money.
    private DatabaseFile Description => new() { Path = Path, Schema = new DatabaseSchema(ApplicationId, LedgerSchema.Migrations), Patience = TimeSpan.FromSeconds(10) };
}
