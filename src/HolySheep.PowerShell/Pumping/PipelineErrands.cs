using System;
using System.Collections.Concurrent;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.PowerShell.Pumping;

/// <summary>Functions of work on other threads that must run on the pipeline thread, one at a time, whichever call's turn it is to write.</summary>
internal sealed class PipelineErrands
{
    private readonly ConcurrentQueue<Action> _waiting = new();
    private volatile TaskCompletionSource<bool> _arrived = NewSource();

    /// <summary>Completes when a function waits; another task after each <see cref="Serve"/>.</summary>
    internal Task Arrived => _arrived.Task;

    /// <summary>Runs a function on the pipeline thread.</summary>
    /// <param name="function">The function.</param>
    /// <param name="stop">Gives up a function that has not begun.</param>
    internal async Task<T> RunAsync<T>(Func<T> function, CancellationToken stop)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (stop.Register(() => done.TrySetCanceled(stop)))
        {
            _waiting.Enqueue(() => Run(function, done));
            _arrived.TrySetResult(true);
            return await done.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Runs what waits. Call it on the pipeline thread.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped while a function ran.</exception>
    internal void Serve()
    {
        if (_arrived.Task.IsCompleted)
        {
            // Before the queue is read: what comes later completes the new one.
            _arrived = NewSource();
        }

        while (_waiting.TryDequeue(out var errand))
        {
            errand();
        }
    }

    private static void Run<T>(Func<T> function, TaskCompletionSource<T> done)
    {
        if (done.Task.IsCompleted)
        {
            return;
        }

        try
        {
            // After a failure of the function the call goes on. When the pipeline is stopped, the pump ends the call instead, and this wait with it.
            done.TrySetResult(function());
        }
        catch (Exception exception) when (exception is not PipelineStoppedException)
        {
            done.TrySetException(exception);
        }
    }

    private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
