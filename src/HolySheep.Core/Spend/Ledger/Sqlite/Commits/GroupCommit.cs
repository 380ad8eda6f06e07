using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Commits;

/// <summary>Writes the work of many callers in one transaction, because a commit costs as much as a hundred rows.</summary>
/// <param name="database">Gives the database, and opens it if necessary.</param>
/// <param name="failed">Called when a batch was rolled back, before the next one begins.</param>
internal sealed class GroupCommit(Func<ISqlDatabase> database, Action failed)
{
    // How many times a locked file is retried once this object closes, 20 ms each.
    private const int LastWaits = 75;
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);

    // How long a server that is away is waited for, and how often it is asked: longer than a restart takes.
    private static readonly TimeSpan Absence = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);
    private readonly object _gate = new();
    private List<GroupWork> _waiting = [];
    private List<GroupWork> _writing = [];
    private int _waitsLeft = int.MaxValue;
    private bool _busy;

    /// <summary>Completes once the work is committed; faults with a <see cref="DatabaseException"/> if it is not.</summary>
    /// <param name="work">What is written.</param>
    /// <param name="wait">How long the caller waits if another process holds the file; it is then cancelled. Null means the file's own patience.</param>
    /// <param name="unheard">Receives the result if the caller no longer waits but the work is written anyway; null withdraws the work instead.</param>
    /// <param name="committed">Receives the result once it is committed, in the order of the commits and before any later work begins; null if nothing needs that.</param>
    /// <param name="awaitsServer">Whether a server that is away is waited for, a few seconds at most.</param>
    public Task<T> RunAsync<T>(Func<ISqlSession, T> work, LedgerWait? wait = null, Action<T>? unheard = null, Action<T>? committed = null, bool awaitsServer = false)
    {
        var item = new GroupedWork<T>(work, wait, unheard, committed) { AwaitsServer = awaitsServer };
        lock (_gate)
        {
            _waiting.Add(item);
            if (_busy)
            {
                return item.Task;
            }

            _busy = true;
        }

        // Runs after everything that is due now: if many calls return at the same time, they are written together.
        ThreadPool.UnsafeQueueUserWorkItem(static commits => ((GroupCommit)commits!).CommitAll(), this);
        return item.Task;
    }

    /// <summary>Called while another process holds the file: releases callers that no longer wait, and returns whether any caller still does.</summary>
    public bool AnyoneWaits()
    {
        lock (_gate)
        {
            var wanted = false;
            foreach (var item in _writing)
            {
                wanted |= item.IsWanted();
            }

            foreach (var item in _waiting)
            {
                wanted |= item.IsWanted();
            }

            return wanted && _waitsLeft-- > 0;
        }
    }

    /// <summary>Waits until the requested work is written or has failed, at most about 2 s; a locked file is not waited for any longer.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _waitsLeft = LastWaits;
            while (_busy && Monitor.Wait(_gate, Closing))
            {
            }
        }
    }

    private void CommitAll()
    {
        while (TakeWaiting())
        {
            Commit(_writing);
        }
    }

    private bool TakeWaiting()
    {
        lock (_gate)
        {
            (_writing, _waiting) = (_waiting, []);
            _busy = _writing.Count > 0;
            if (!_busy)
            {
                Monitor.PulseAll(_gate);
            }

            return _busy;
        }
    }

    /// <summary>Commits a batch, or tells its callers why not.</summary>
    private void Commit(List<GroupWork> batch)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!TryCommit(batch, isLast: TimeProvider.System.GetElapsedTime(since) >= Absence))
        {
            lock (_gate)
            {
                Monitor.Wait(_gate, Slice);
            }
        }
    }

    /// <returns>False if the server is away and is worth another try.</returns>
    private bool TryCommit(List<GroupWork> batch, bool isLast)
    {
        try
        {
            database().Write(
                session =>
                {
                    foreach (var item in batch)
                    {
                        item.Run(session);
                    }

                    return true;
                },
                AnyoneWaits);
            batch.ForEach(item => item.Complete());
            return true;
        }
        catch (Exception exception) when (exception is not DatabaseException && batch.Count > 1)
        {
            // One caller's work is at fault, not the file: retry each alone, so that the others succeed.
            failed();
            batch.ForEach(item => Commit([item]));
            return true;
        }
        catch (DatabaseException exception) when (exception.MayReturn && !isLast && batch.Exists(item => item.AwaitsServer) && AnyoneWaits())
        {
            failed();
            return false;
        }
        catch (Exception exception)
        {
            // Every waiting caller gets the exception; none is lost.
            failed();
            batch.ForEach(item => item.Fail(exception));
            return true;
        }
    }
}
