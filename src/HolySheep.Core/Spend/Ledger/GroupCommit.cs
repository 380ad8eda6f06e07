using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>Writes what many callers ask for at once in one transaction: a commit costs as much as a hundred rows.</summary>
/// <param name="database">Gives the database, opened where it is not yet.</param>
/// <param name="failed">Told where a batch was rolled back, before the next one begins.</param>
internal sealed class GroupCommit(Func<Database> database, Action failed)
{
    // How often whoever holds the file is waited for once this one closes, 20 ms each.
    private const int LastWaits = 75;
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);
    private readonly object _gate = new();
    private List<GroupWork> _waiting = [];
    private List<GroupWork> _writing = [];
    private int _waitsLeft = int.MaxValue;
    private bool _busy;

    /// <summary>Completes once the work is committed; faulted with a <see cref="DatabaseException"/> where it was not.</summary>
    /// <param name="work">What is written.</param>
    /// <param name="wait">How long the caller waits where somebody else holds the file, and is cancelled then; null means as long as the file's own patience.</param>
    /// <param name="unheard">Given the result where the caller no longer waits, and the work is written all the same; null withdraws it then.</param>
    public Task<T> RunAsync<T>(Func<DatabaseSession, T> work, LedgerWait? wait = null, Action<T>? unheard = null)
    {
        var item = new GroupedWork<T>(work, wait, unheard);
        lock (_gate)
        {
            _waiting.Add(item);
            if (_busy)
            {
                return item.Task;
            }

            _busy = true;
        }

        // Behind all that is due at this moment: where many calls come back together, they are written together.
        ThreadPool.UnsafeQueueUserWorkItem(static commits => ((GroupCommit)commits!).CommitAll(), this);
        return item.Task;
    }

    /// <summary>Asked while somebody else holds the file: lets those go who no longer wait, and tells whether anybody still does.</summary>
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

    /// <summary>Waits until what was asked for is written or has failed, about 2 s at most; whoever holds the file is waited for no longer.</summary>
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

    private void Commit(List<GroupWork> batch)
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
        }
        catch (Exception exception) when (exception is not DatabaseException && batch.Count > 1)
        {
            // One of them is at fault, and not the file: each alone, so that the others do not suffer.
            failed();
            batch.ForEach(item => Commit([item]));
        }
        catch (Exception exception)
        {
            // Every waiting caller gets the exception: none is swallowed here.
            failed();
            batch.ForEach(item => item.Fail(exception));
        }
    }
}
