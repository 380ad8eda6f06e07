using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Postgres;
using Microsoft.Data.Sqlite;

namespace HolySheep.Spend.Ledger.Contracts;

/// <summary>A place of a ledger that must keep the contract of both sides. A new one joins by one more element of <see cref="Each"/>.</summary>
/// <param name="Name">The name, as tests show it.</param>
/// <param name="Open">Opens an instance with settings and a folder, as another process would; those of one folder are one ledger, if it is shared at all.</param>
internal sealed record TestedLedger(string Name, Func<LedgerSettings, string, ILedgerBackend> Open)
{
    /// <summary>How the place can fail, by what went wrong: each prepares a folder and gives what must be released; empty if it cannot.</summary>
    public IReadOnlyDictionary<string, Func<string, IDisposable?>> Faults { get; init; } = new Dictionary<string, Func<string, IDisposable?>>();

    /// <summary>Whether several instances share one ledger.</summary>
    public bool IsShared { get; init; }

    public static IReadOnlyList<TestedLedger> Each { get; } =
    [
        new("memory", static (settings, _) => LedgerBackends.Open(settings with { Folder = null })),
        new("sqlite", static (settings, folder) => LedgerBackends.Open(settings with { Folder = folder })) { IsShared = true, Faults = new Dictionary<string, Func<string, IDisposable?>> { ["held"] = Hold, ["impossible"] = Block } },
        .. TestedPostgres.Connection is null ? [] : (TestedLedger[])[new("postgres", static (settings, folder) => new OpenedLedger(TestedPostgres.Open(folder, settings.TimeProvider), settings with { Folder = folder })) { IsShared = true, Faults = PostgresFaults.Each }],
    ];

    public static TestedLedger Of(string name) => Each.Single(ledger => ledger.Name == name);

    private static IDisposable? Block(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "ledger.db"));
        return null;
    }

    private static SqliteConnection Hold(string folder)
    {
        Sqlite.LedgerFile.In(folder).Open(TimeProvider.System, out _).Dispose();
        var holder = new SqliteConnection($"Data Source={Path.Combine(folder, "ledger.db")};Pooling=False");
        holder.Open();
        using var begin = holder.CreateCommand();
        begin.CommandText = "BEGIN IMMEDIATE";
        begin.ExecuteNonQuery();
        return holder;
    }
}
