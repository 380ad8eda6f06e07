using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.PowerShell.Pumping;

/// <summary>Runs work off the pipeline thread and writes its output on the pipeline thread, in the order of the inputs.</summary>
internal sealed class PipelinePump
{
    /// <summary>The inputs accepted per concurrent call, so that one slow call does not block the others.</summary>
    private const int LookaheadFactor = 4;

    // Ctrl+C promises half a second; a downstream command that has enough can wait until no work runs.
    private static readonly TimeSpan JoinLimitOnStop = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan JoinLimit = TimeSpan.FromSeconds(10);

    private readonly Cmdlet _cmdlet;
    private readonly int _concurrency;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _close;
    private readonly Action? _tick;
    private readonly PipelineErrands? _errands;
    private readonly SemaphoreSlim _gate;
    private readonly Queue<PipelineCall> _calls = new();

    /// <summary>Creates a pump.</summary>
    /// <param name="cmdlet">Writes the records.</param>
    /// <param name="concurrency">The calls at once, at least 1.</param>
    /// <param name="stop">Stops the calls; cancelled here when a write throws.</param>
    /// <param name="tick">Called on the pipeline thread between writes, and every 0.2 s while there are none.</param>
    /// <param name="errands">What the calls have to do on the pipeline thread; null if nothing.</param>
    internal PipelinePump(Cmdlet cmdlet, int concurrency, CancellationTokenSource stop, Action? tick = null, PipelineErrands? errands = null)
    {
        _tick = tick;
        _errands = errands;
        _cmdlet = cmdlet;
        _concurrency = concurrency;
        _stop = stop;
        _close = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        _gate = new SemaphoreSlim(concurrency, concurrency);
    }

    /// <summary>Starts work for the next input and writes what is ready; waits if calls run one at a time or too many inputs are waiting.</summary>
    /// <param name="work">The work.</param>
    /// <param name="startsHere">True runs the work on the pipeline thread until it first waits, if calls run one at a time.</param>
    internal void Start(Func<PipelineWriter, CancellationToken, Task> work, bool startsHere = false)
    {
        Write(untilOpen: (_concurrency * LookaheadFactor) - 1, wait: true);
        _calls.Enqueue(PipelineCall.Start(work, _gate, _close.Token, _stop.Token, startsHere && _concurrency == 1));
        Write(untilOpen: 0, wait: _concurrency == 1);
    }

    /// <summary>Writes all remaining output.</summary>
    internal void Finish() => Write(untilOpen: 0, wait: true);

    /// <summary>Stops running work and waits until it has ended.</summary>
    internal void CancelAndJoin(bool userStopped)
    {
        _stop.Cancel();
        if (_calls.Count > 0)
        {
            Task.WaitAll([.. _calls.Select(call => call.Ended)], userStopped ? JoinLimitOnStop : JoinLimit);
            _calls.Clear();
        }
    }

    // Before an error ends the command: what other calls have answered is paid for, and what they are answering.
    private void WriteBegun()
    {
        _close.Cancel();
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limited.CancelAfter(JoinLimit);
        foreach (var call in _calls)
        {
            try
            {
                do
                {
                    while (call.TryRead(out var record))
                    {
                        // One error that every input would meet is enough.
                        if (record.Stream != PipelineStream.TerminatingError)
                        {
                            record.WriteTo(_cmdlet);
                        }
                    }
                }
                while (call.WaitToRead(limited.Token, _tick, _errands));
            }
            catch (OperationCanceledException) when (!_stop.IsCancellationRequested)
            {
                // It had not begun, or takes too long.
            }
        }

        CancelAndJoin(userStopped: false);
    }

    // Writes from the oldest call on. Stops once at most untilOpen calls are open or, without waiting, if the oldest has no output.
    private void Write(int untilOpen, bool wait)
    {
        try
        {
            while (_calls.Count > 0)
            {
                _errands?.Serve();
                var oldest = _calls.Peek();
                while (oldest.TryRead(out var record))
                {
                    if (record.Stream == PipelineStream.TerminatingError)
                    {
                        WriteBegun();
                    }

                    record.WriteTo(_cmdlet);
                }

                if (!oldest.IsDrained && (!wait || _calls.Count <= untilOpen))
                {
                    return;
                }

                _tick?.Invoke();
                if (!oldest.WaitToRead(_stop.Token, _tick, _errands))
                {
                    _calls.Dequeue();
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            CancelAndJoin(_cmdlet.Stopping);
            throw new PipelineStoppedException();
        }
        catch
        {
            // A write throws when the pipeline wants no more, as with Select-Object -First.
            CancelAndJoin(_cmdlet.Stopping);
            throw;
        }
    }
}
