using System;
using System.Threading.Tasks;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Commits;

/// <summary>Work with a result.</summary>
/// <param name="work">What is written.</param>
/// <param name="wait">How long its caller waits; null means without limit.</param>
/// <param name="unheard">Receives the result of work that is written although its caller no longer waits; null withdraws such work.</param>
/// <param name="committed">Receives the result of work that is committed; null if nothing needs that.</param>
internal sealed class GroupedWork<T>(Func<ISqlSession, T> work, LedgerWait? wait, Action<T>? unheard, Action<T>? committed) : GroupWork
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _withdrawn;
    private bool _isDone;
    private T _result = default!;

    public Task<T> Task => _done.Task;

    public override void Run(ISqlSession session)
    {
        _isDone = false;
        if (!_withdrawn)
        {
            _result = work(session);
            _isDone = true;
        }
    }

    public override void Complete()
    {
        if (_isDone)
        {
            committed?.Invoke(_result);
        }

        if (!_done.TrySetResult(_result))
        {
            unheard?.Invoke(_result);
        }
    }

    public override void Fail(Exception cause) => _done.TrySetException(cause);

    public override bool IsWanted()
    {
        if (wait is { IsOver: true })
        {
            _withdrawn = unheard is null;
            _done.TrySetCanceled();
        }

        return !_withdrawn;
    }
}
