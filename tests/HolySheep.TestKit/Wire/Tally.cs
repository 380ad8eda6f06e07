using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Wire;

/// <summary>A count that can be awaited; a wait that takes too long fails and says how far the count came.</summary>
internal sealed class Tally(string what)
{
    private readonly Lock _lock = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _waiting = [];
    private int _count;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    public void Add()
    {
        lock (_lock)
        {
            _count++;
            _waiting.RemoveAll(waiter => waiter.Count <= _count && waiter.Reached.TrySetResult());
        }
    }

    public async Task WaitForAsync(int count, TimeSpan limit)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_count >= count)
            {
                return;
            }

            _waiting.Add((count, reached));
        }

        try
        {
            await reached.Task.WaitAsync(limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Waited {limit.TotalSeconds:0.#} s for {what} number {count}; {Count} came.");
        }
    }
}
