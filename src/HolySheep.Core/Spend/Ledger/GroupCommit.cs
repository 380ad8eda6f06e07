using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Ledger;

/// <summary>Writes what many callers ask for at once in one transaction: a commit costs as much as a hundred rows.</summary>
/// <param name="database">Gives the database, opened where it is not yet.</param>
/// <param name="failed">Told where a batch was rolled back, before the next one begins.</param>
internal sealed class GroupCommit(Func<Database> database, Action failed)
{
    private readonly object _gate = new();
    private List<IWork> _waiting = [];
    private bool _busy;

    private interface IWork
    {
        void Run(DatabaseSession session);

        void Complete();

        void Fail(Exception cause);
    }

    /// <summary>Completes once the work is committed; faulted with a <see cref="DatabaseException"/> where it was not.</summary>
    public Task<T> RunAsync<T>(Func<DatabaseSession, T> work)
    {
        var item = new Work<T>(work);
        lock (_gate)
        {
            _waiting.Add(item);
            if (_busy)
            {
                return item.Task;
            }

            _busy = true;
        }

        // Who comes alone writes at once, on its own thread; what gathers meanwhile goes to another.
        if (CommitWaiting())
        {
            _ = Task.Run(CommitAll);
        }

        return item.Task;
    }

    private void CommitAll()
    {
        while (CommitWaiting())
        {
        }
    }

    /// <returns>True where more has come meanwhile.</returns>
    private bool CommitWaiting()
    {
        List<IWork> batch;
        lock (_gate)
        {
            batch = _waiting;
            _waiting = [];
        }

        Commit(batch);
        lock (_gate)
        {
            _busy = _waiting.Count > 0;
            return _busy;
        }
    }

    private void Commit(List<IWork> batch)
    {
        try
        {
            database().Write(session =>
            {
                foreach (var item in batch)
                {
                    item.Run(session);
                }

                return true;
            });
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

    private sealed class Work<T>(Func<DatabaseSession, T> work) : IWork
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T _result = default!;

        public Task<T> Task => _done.Task;

        public void Run(DatabaseSession session) => _result = work(session);

        public void Complete() => _done.TrySetResult(_result);

        public void Fail(Exception cause) => _done.TrySetException(cause);
    }
}
