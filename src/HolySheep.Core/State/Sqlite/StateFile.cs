using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>The state file of a client: opened when it is first needed, and abandoned at the first fault. It is disposable: its loss costs sharing and one warning.</summary>
internal sealed class StateFile(string folder, TimeProvider timeProvider) : IDisposable
{
    private readonly object _gate = new();
    private Database? _database;
    private string? _warning;
    private bool _done;

    /// <summary>The file in a state folder.</summary>
    /// <remarks>It may be lost: damage after a power failure is found at the next opening, and a new file is created. Waiting for the disk would take most of the time of a process with a single call.</remarks>
    public static DatabaseFile Description(string folder) => new() { Path = Path.Combine(folder, "state.db"), Schema = StateSchema.Newest, CheckedWhenOpened = true, WaitsForDisk = false };

    /// <summary>The open file; null if it cannot be used.</summary>
    public Database? Database
    {
        get
        {
            lock (_gate)
            {
                return _done ? _database : Open();
            }
        }
    }

    /// <summary>Uses the file; false if it cannot be used. A fault abandons it.</summary>
    public bool TryUse<T>(Func<Database, T> work, [MaybeNullWhen(false)] out T result)
    {
        if (Database is { } database)
        {
            try
            {
                result = work(database);
                return true;
            }
            catch (DatabaseException fault)
            {
                GiveUp(fault);
            }
        }

        result = default;
        return false;
    }

    /// <summary>Uses the file; false if it cannot be used. A fault abandons it.</summary>
    public bool TryUse(Action<Database> work) => TryUse(
        database =>
        {
            work(database);
            return true;
        },
        out _);

    /// <summary>Stops using the file.</summary>
    private void GiveUp(DatabaseException fault)
    {
        lock (_gate)
        {
            if (_database is null)
            {
                // Another call met the fault first, and has reported it.
                return;
            }

            Interlocked.CompareExchange(ref _warning, Describe(fault), null);
            Close();
        }
    }

    /// <summary>A warning about the file, given once; null if there is none.</summary>
    public string? TakeWarning() => Volatile.Read(ref _warning) is null ? null : Interlocked.Exchange(ref _warning, null);

    public void Dispose()
    {
        lock (_gate)
        {
            Close();
        }
    }

    private Database? Open()
    {
        _done = true;

        var file = Description(folder);
        try
        {
            _database = Database.OpenOrReplace(file, timeProvider, out var setAside);
            _warning = setAside is null ? null : $"'{file.Path}' was damaged: it was set aside as '{setAside}' and a new file was created. Known health, limits, split statistics and latencies are lost.";
        }
        catch (DatabaseException fault)
        {
            _warning = Describe(fault);
        }

        return _database;
    }

    private void Close()
    {
        _done = true;
        _database?.Dispose();
        _database = null;
    }

    private static string Describe(DatabaseException fault) => $"Health, limits, turns and splits are kept in this process and not shared: {fault.Message}.";
}
