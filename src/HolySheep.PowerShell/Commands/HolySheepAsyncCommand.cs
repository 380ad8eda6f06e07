using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.PowerShell.Errors;
using HolySheep.PowerShell.Pumping;

namespace HolySheep.PowerShell.Commands;

/// <summary>A command that works off the pipeline thread and writes on the pipeline thread.</summary>
public abstract class HolySheepAsyncCommand : HolySheepCommand
{
    private PipelinePump? _pump;

    private protected HolySheepAsyncCommand()
    {
    }

    private protected virtual int Concurrency => 1;

    /// <summary>Called on the pipeline thread while work runs; null if it is not needed.</summary>
    private protected virtual Action? Tick => null;

    /// <summary>What the work has to do on the pipeline thread; null if nothing.</summary>
    private protected virtual PipelineErrands? Errands => null;

    /// <summary>True if the work neither blocks nor posts lines before it first waits. It then starts on the pipeline thread, which saves a change of thread.</summary>
    private protected virtual bool StartsOnPipelineThread => false;

    /// <summary>Called on any thread when the work of one input fails.</summary>
    private protected virtual void Failed(Exception exception)
    {
    }

    private PipelinePump Pump => _pump ??= new PipelinePump(this, Concurrency, Cancellation, Tick, Errands);

    /// <summary>Starts the work of one input; its exception becomes that input's error.</summary>
    private protected void Start(object? target, Func<PipelineWriter, CancellationToken, Task> work) =>
        Pump.Start(async (writer, stop) =>
        {
            try
            {
                await work(writer, stop).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                Failed(exception);
                await writer.WriteErrorAsync(ErrorRecords.From(exception, target), ErrorRecords.EndsEverything(exception)).ConfigureAwait(false);
            }
        }, StartsOnPipelineThread);

    /// <inheritdoc/>
    protected override void EndProcessing() => _pump?.Finish();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _pump?.CancelAndJoin(Stopping);
    }
}
