using System;
using System.IO;
using HolySheep.Configuration.Edits;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A database file shared by processes: one connection, one thread at a time. Every fault is a <see cref="DatabaseException"/>.</summary>
internal sealed class Database : ISqlDatabase
{
    // A wait for a lock is split into slices, so that the waiting caller can give up between two of them.
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    // To find the header costs a cold process more than it saves a script of a few calls.
    private const int LooksBeforeHeader = 8;
    private readonly object _gate = new();
    private readonly string _path;
    private readonly TimeSpan _patience;
    private readonly SqliteConnection _connection;
    private readonly DatabaseSession _session;
    private WalIndexHeader? _header;
    private int _looks;
    private long _version;
    private bool _closed;

    private Database(DatabaseFile file, SqliteConnection connection)
    {
        _path = file.Path;
        _patience = file.Patience;
        _connection = connection;
        _session = new DatabaseSession(connection);
        _version = DataVersion();
    }

    /// <summary>Opens the file, and creates it if it is missing.</summary>
    /// <exception cref="DatabaseException">The file cannot be used.</exception>
    public static Database Open(DatabaseFile file) => Guard(file.Path, () => new Database(file, DatabaseConnection.Open(file)));

    /// <summary>Opens the file; a damaged or foreign file is renamed first and a new one created.</summary>
    /// <param name="file">The file.</param>
    /// <param name="time">Measures the wait for another process that does the same.</param>
    /// <param name="setAside">The new path of the bad file; null if it was good, or if another process was faster.</param>
    /// <exception cref="DatabaseException">The file can neither be used nor renamed.</exception>
    public static Database OpenOrReplace(DatabaseFile file, TimeProvider time, out string? setAside)
    {
        setAside = null;
        try
        {
            return Open(file);
        }
        catch (DatabaseException exception) when (IsBad(exception))
        {
            string? aside = null;
            var database = Guard(file.Path, () => Replace(file, time, out aside));
            setAside = aside;
            return database;
        }
    }

    /// <summary>Reads.</summary>
    public T Read<T>(Func<DatabaseSession, T> work)
    {
        lock (_gate)
        {
            _session.Next();
            return Guarded(() => work(_session));
        }
    }

    /// <summary>Reads and writes in one step: no other connection writes between its first and last statement, and a fault undoes all of it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="mayWait">Called repeatedly while another connection writes; false gives up before the file's patience ends.</param>
    public T Write<T>(Func<DatabaseSession, T> work, Func<bool>? mayWait = null)
    {
        lock (_gate)
        {
            _session.Next();
            return Guarded(() =>
            {
                Begin(mayWait);
                try
                {
                    var result = work(_session);
                    _session.Execute("COMMIT");
                    return result;
                }
                finally
                {
                    if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                    {
                        _session.Execute("ROLLBACK");
                    }
                }
            });
        }
    }

    /// <summary>Whether another connection, of this or another process, has written since the last check; takes nanoseconds while none has.</summary>
    public bool ChangedByOthers()
    {
        lock (_gate)
        {
            if (!_closed && _header?.HasChanged() == false)
            {
                return false;
            }

            var version = Guarded(DataVersion);
            var changed = version != _version;
            _version = version;
            if (++_looks == LooksBeforeHeader)
            {
                _header = WalIndexHeader.Of(_connection);
            }

            return changed;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _session.Dispose();
            _connection.Dispose();
        }
    }

    private void Begin(Func<bool>? mayWait)
    {
        // SQLite sleeps by the machine's clock, and longer than requested if timers are coarse.
        var wait = TimeSpan.Zero;
        var since = TimeProvider.System.GetTimestamp();
        while (!_session.TryBegin(wait, _patience))
        {
            if (TimeProvider.System.GetElapsedTime(since) >= _patience || mayWait?.Invoke() == false)
            {
                throw new DatabaseException(DatabaseFault.Locked, _path);
            }

            wait = Slice;
        }
    }

    private static Database Replace(DatabaseFile file, TimeProvider time, out string? setAside)
    {
        using (ConfigurationLock.Take(file.Path, time))
        {
            setAside = null;
            try
            {
                return Open(file);
            }
            catch (DatabaseException exception) when (IsBad(exception))
            {
                setAside = SetAside(file.Path);
                return Open(file);
            }
        }
    }

    private static bool IsBad(DatabaseException exception) => exception.Fault is DatabaseFault.Damaged or DatabaseFault.Foreign;

    private static string SetAside(string path)
    {
        var number = 1;
        while (File.Exists(NameOf(number)))
        {
            number++;
        }

        // The files next to a database belong to it: a new file must not meet the old file's log.
        foreach (var part in (string[])["-wal", "-shm", ""])
        {
            if (File.Exists(path + part))
            {
                File.Move(path + part, NameOf(number) + part);
            }
        }

        return NameOf(number);

        string NameOf(int free) => FormattableString.Invariant($"{path}.damaged-{free}");
    }

    private T Guarded<T>(Func<T> work) => _closed ? throw new DatabaseException(DatabaseFault.Unusable, _path) : Guard(_path, work);

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (exception is not DatabaseException && DatabaseFaults.Of(exception) is { } fault)
        {
            throw new DatabaseException(fault, path, exception);
        }
    }

    T ISqlDatabase.Read<T>(Func<ISqlSession, T> work) => Read<T>(work);

    T ISqlDatabase.ReadSnapshot<T>(Func<ISqlSession, T> work) => Read(session =>
    {
        // One snapshot of the file for everything that is read; it does not block other processes.
        session.Execute("BEGIN");
        try
        {
            return work(session);
        }
        finally
        {
            session.Execute("COMMIT");
        }
    });

    T ISqlDatabase.Write<T>(Func<ISqlSession, T> work, Func<bool>? mayWait) => Write<T>(work, mayWait);

    private long DataVersion() => _session.ReadChangeStamp();
}
