using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace HolySheep.PowerShell.Pumping;

/// <summary>The work for one input, running off the pipeline thread, and its output so far.</summary>
internal sealed class PipelineCall
{
    // Full only for a stream whose turn has not come: it waits, and so does its provider.
    private const int Capacity = 1024;
    private const int TickMilliseconds = 200;

    // The reader is a blocked thread: waking it from the writing thread is safe, and saves a thread pool task.
    private readonly Channel<PipelineRecord> _records = Channel.CreateBounded<PipelineRecord>(
        new BoundedChannelOptions(Capacity) { SingleReader = true, SingleWriter = false, AllowSynchronousContinuations = true });

    private PipelineCall()
    {
    }

    /// <summary>Completes when the work has ended; never fails.</summary>
    internal Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>True if everything was read and no more will come.</summary>
    internal bool IsDrained => _records.Reader.Completion.IsCompleted;

    /// <summary>Starts work as soon as the gate admits it, in the order of the calls to this method.</summary>
    /// <param name="work">The work.</param>
    /// <param name="gate">Admits as many calls as may run at once.</param>
    /// <param name="close">Lets no more work begin.</param>
    /// <param name="stop">Stops the work.</param>
    /// <param name="startsHere">True runs the work on this thread until it first waits. Such work must neither block nor post lines.</param>
    internal static PipelineCall Start(Func<PipelineWriter, CancellationToken, Task> work, SemaphoreSlim gate, CancellationToken close, CancellationToken stop, bool startsHere = false)
    {
        // The gate is entered here, not in the task: otherwise a later call that entered first could fill its records while the oldest never starts.
        var turn = gate.WaitAsync(close);
        var call = new PipelineCall();
        call.Ended = startsHere && SynchronizationContext.Current is null
            ? call.RunAsync(work, turn, gate, close, stop)
            : Task.Run(() => call.RunAsync(work, turn, gate, close, stop), CancellationToken.None);
        return call;
    }

    internal bool TryRead([MaybeNullWhen(false)] out PipelineRecord record) => _records.Reader.TryRead(out record);

    /// <summary>Waits for output; false if no more will come.</summary>
    /// <param name="stop">Cancels the wait.</param>
    /// <param name="tick">Called every 0.2 s meanwhile.</param>
    /// <param name="errands">Served meanwhile; null if there are none.</param>
    /// <exception cref="OperationCanceledException">The command was stopped.</exception>
    internal bool WaitToRead(CancellationToken stop, Action? tick, PipelineErrands? errands)
    {
        var waiting = _records.Reader.WaitToReadAsync(stop).AsTask();
        var limit = tick is null ? Timeout.Infinite : TickMilliseconds;
        while ((tick is not null || errands is not null) && !waiting.IsCompleted)
        {
            var isDue = errands is null ? !HasEnded(waiting, limit) : Task.WaitAny([waiting, errands.Arrived], limit) < 0;
            if (isDue)
            {
                tick!();
            }

            errands?.Serve();
        }

        return waiting.GetAwaiter().GetResult();
    }

    // Not WaitAny, which allocates and adds a continuation: every call waits here.
    private static bool HasEnded(Task task, int milliseconds)
    {
        try
        {
            return task.Wait(milliseconds);
        }
        catch (AggregateException)
        {
            // The caller throws what is in it.
            return true;
        }
    }

    private async Task RunAsync(Func<PipelineWriter, CancellationToken, Task> work, Task turn, SemaphoreSlim gate, CancellationToken close, CancellationToken stop)
    {
        try
        {
            await turn.ConfigureAwait(false);
            try
            {
                // A call that ends because of the stop admits the next one before that one has noticed the stop.
                close.ThrowIfCancellationRequested();
                await work(new PipelineWriter(_records.Writer, stop), stop).ConfigureAwait(false);
            }
            finally
            {
                gate.Release();
            }

            _records.Writer.Complete();
        }
        catch (Exception exception)
        {
            // Rethrown on the pipeline thread by WaitToRead.
            _records.Writer.Complete(exception);
        }
    }
}
