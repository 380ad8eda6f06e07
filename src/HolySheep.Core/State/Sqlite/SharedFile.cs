using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>A file that processes share and can do without: opened when it is first needed, and abandoned at the first fault. Its loss costs its content and one warning.</summary>
/// <param name="file">The file.</param>
/// <param name="words">What a fault costs.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class SharedFile(DatabaseFile file, SharedFileWords words, TimeProvider timeProvider) : IDisposable
{
    private readonly object _gate = new();
    private Database? _database;
    private string? _warning;
    private bool _done;

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
        try
        {
            _database = Database.OpenOrReplace(file, timeProvider, out var setAside);
            _warning = setAside is null ? null : $"'{file.Path}' was damaged: it was set aside as '{setAside}' and a new file was created. {words.Lost}.";
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

    private string Describe(DatabaseException fault) => $"{words.Without}: {fault.Message}.";
}
