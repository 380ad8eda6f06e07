using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Ledger;

/// <summary>Writes what many callers ask for at once in one transaction: a commit costs as much as a hundred rows.</summary>
/// <param name="database">Gives the database, opened where it is not yet.</param>
/// <param name="failed">Told where a batch was rolled back, before the next one begins.</param>
/// <param name="isOpen">Whether the database is open already; null means always.</param>
internal sealed class GroupCommit(Func<Database> database, Action failed, Func<bool>? isOpen = null)
{
    // What is asked while somebody else holds the file once this one closes: so often, 20 ms apart.
    private const int LastWaits = 75;
    private static readonly Func<bool> Never = static () => false;
    private static readonly TimeSpan Closing = TimeSpan.FromSeconds(2);
    private readonly object _gate = new();
    private List<GroupWork> _waiting = [];
    private List<GroupWork> _writing = [];
    private bool _busy;
    private int _waitsLeft = int.MaxValue;

    /// <summary>Completes once the work is committed; faulted with a <see cref="DatabaseException"/> where it was not.</summary>
    /// <param name="work">What is written.</param>
    /// <param name="wait">How long the caller waits where somebody else holds the file, and is cancelled then; null means as long as the file's own patience.</param>
    /// <param name="stays">True writes it all the same where the caller no longer waits.</param>
    public Task<T> RunAsync<T>(Func<DatabaseSession, T> work, LedgerWait? wait = null, bool stays = false)
    {
        var item = new GroupedWork<T>(work, wait, stays);
        lock (_gate)
        {
            _waiting.Add(item);
            if (_busy)
            {
                return item.Task;
            }

            _busy = true;
        }

        // Who comes alone writes at once, on its own thread; what has to wait, and what gathers meanwhile, goes to another.
        if (CommitWaiting(atOnce: true))
        {
            _ = Task.Run(CommitAll);
        }

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

    /// <summary>Waits until what was asked for is written or has failed, 2 s at most; nobody who holds the file is waited for longer.</summary>
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
        while (CommitWaiting(atOnce: false))
        {
        }
    }

    /// <returns>True where there is more to write.</returns>
    private bool CommitWaiting(bool atOnce)
    {
        if (atOnce && isOpen?.Invoke() == false)
        {
            return true;
        }

        lock (_gate)
        {
            (_writing, _waiting) = (_waiting, []);
        }

        var done = Commit(_writing, atOnce);
        lock (_gate)
        {
            if (!done)
            {
                _waiting.InsertRange(0, _writing);
            }

            _writing = [];
            _busy = _waiting.Count > 0;
            if (!_busy)
            {
                Monitor.PulseAll(_gate);
            }

            return _busy;
        }
    }

    /// <returns>False where it was to be written at once, and somebody else holds the file.</returns>
    private bool Commit(List<GroupWork> batch, bool atOnce)
    {
        try
        {
            if (!database().TryWrite(session => batch.ForEach(item => item.Run(session)), atOnce ? Never : AnyoneWaits))
            {
                if (atOnce)
                {
                    return false;
                }

                throw database().Locked;
            }

            batch.ForEach(item => item.Complete());
        }
        catch (Exception exception) when (exception is not DatabaseException && batch.Count > 1)
        {
            // One of them is at fault, and not the file: each alone, so that the others do not suffer.
            failed();
            batch.ForEach(item => Commit([item], atOnce: false));
        }
        catch (Exception exception)
        {
            // Every waiting caller gets the exception: none is swallowed here.
            failed();
            batch.ForEach(item => item.Fail(exception));
        }

        return true;
    }
}
