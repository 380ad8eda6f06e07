using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Postgres;
using Microsoft.Data.Sqlite;

namespace HolySheep.State.Contracts;

/// <summary>A backend that must keep the contracts of stores. A new one joins by one more element of <see cref="Each"/>.</summary>
/// <param name="Name">The name, as tests show it.</param>
/// <param name="Open">Opens an instance, as another process would; those of one folder share what they store, if the backend shares at all.</param>
internal sealed record TestedBackend(string Name, Func<string, TimeProvider, IStateBackend> Open)
{
    /// <summary>How the place where state is stored can fail, by what went wrong: each prepares a folder and gives what must be released; empty if it cannot.</summary>
    public IReadOnlyDictionary<string, Func<string, IDisposable?>> Faults { get; init; } = new Dictionary<string, Func<string, IDisposable?>>();

    /// <summary>Whether several instances share what they store.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether an instance takes several turns at once, so that a turn may be left out.</summary>
    public bool TakesTurnsAhead { get; init; }

    public static IReadOnlyList<TestedBackend> Each { get; } =
    [
        new("memory", static (_, time) => StateBackends.Open(null, time)),
        new("sqlite", StateBackends.Open) { IsShared = true, Faults = new Dictionary<string, Func<string, IDisposable?>> { ["damaged"] = Damage, ["held"] = Hold, ["impossible"] = Block } },
        .. TestedPostgres.Connection is null ? [] : (TestedBackend[])[new("postgres", static (folder, time) => new OpenedState(TestedPostgres.Open(folder, time))) { IsShared = true, TakesTurnsAhead = true, Faults = PostgresFaults.Each }],
    ];

    public static IEnumerable<string> Names => Each.Select(backend => backend.Name);

    public static IEnumerable<string> Shared => Each.Where(backend => backend.IsShared).Select(backend => backend.Name);

    public static IEnumerable<(string Backend, string Fault)> AllFaults => Each.SelectMany(backend => backend.Faults.Keys.Select(fault => (backend.Name, fault)));

    public static TestedBackend Of(string name) => Each.Single(backend => backend.Name == name);

    private static IDisposable? Damage(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "state.db"), new string('x', 9000));
        return null;
    }

    private static IDisposable? Block(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "state.db"));
        return null;
    }

    private static SqliteConnection Hold(string folder)
    {
        using (var state = StateBackends.Open(folder, TimeProvider.System))
        {
            state.Turns.Next("m");
        }

        var holder = new SqliteConnection($"Data Source={Path.Combine(folder, "state.db")};Pooling=False");
        holder.Open();
        using var begin = holder.CreateCommand();
        begin.CommandText = "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        return holder;
    }
}
