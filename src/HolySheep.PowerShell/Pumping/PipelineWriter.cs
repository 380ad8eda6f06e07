using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using HolySheep.Chat;

namespace HolySheep.PowerShell.Pumping;

/// <summary>The output of asynchronous work, from any thread, instead of the cmdlet.</summary>
internal sealed class PipelineWriter
{
    private readonly ChannelWriter<PipelineRecord> _records;
    private readonly CancellationToken _stop;

    internal PipelineWriter(ChannelWriter<PipelineRecord> records, CancellationToken stop)
    {
        _records = records;
        _stop = stop;
    }

    internal ValueTask WriteObjectAsync(object? value) => WriteAsync(PipelineStream.Output, value);

    /// <summary>Writes the result of a function that must run on the pipeline thread.</summary>
    internal ValueTask WriteMadeAsync(Func<PipelineRecord> make) => WriteAsync(PipelineStream.Made, make);

    /// <summary>Runs a function on the pipeline thread, for what only that thread may do with the host, and returns its result.</summary>
    internal async Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stopped = _stop.Register(() => done.TrySetCanceled());
        await WriteMadeAsync(() =>
        {
            try
            {
                done.TrySetResult(work());
            }
            catch (Exception exception)
            {
                done.TrySetException(exception);
            }

            return new PipelineRecord(PipelineStream.Nothing, null);
        }).ConfigureAwait(false);
        return await done.Task.ConfigureAwait(false);
    }

    internal ValueTask WriteErrorAsync(ErrorRecord error, bool terminating = false) =>
        WriteAsync(terminating ? PipelineStream.TerminatingError : PipelineStream.Error, error);

    internal ValueTask WriteWarningAsync(string message) => WriteAsync(PipelineStream.Warning, message);

    /// <summary>Shows a piece of text without a line break; terminal control characters are removed if there is a terminal.</summary>
    internal ValueTask WriteTextAsync(string text) =>
        WriteAsync(PipelineStream.Information, new HostInformationMessage { Message = Console.IsOutputRedirected ? text : TerminalText.Harmless(text), NoNewLine = true });

    /// <summary>Ends a line of shown text.</summary>
    internal ValueTask WriteLineAsync(string text = "") =>
        WriteAsync(PipelineStream.Information, new HostInformationMessage { Message = text });

    /// <summary>Shows a line of text, from a callback.</summary>
    internal void WriteLine(string text) => Post(new PipelineRecord(PipelineStream.Information, new HostInformationMessage { Message = text }));

    internal void WriteVerbose(string message) => Post(new PipelineRecord(PipelineStream.Verbose, message));

    internal void WriteDebug(string message) => Post(new PipelineRecord(PipelineStream.Debug, message));

    private ValueTask WriteAsync(PipelineStream stream, object? value) => _records.WriteAsync(new PipelineRecord(stream, value), _stop);

    // For callbacks that cannot wait asynchronously. Work that has ended or was stopped has no reader.
    private void Post(PipelineRecord record)
    {
        try
        {
            while (!_records.TryWrite(record))
            {
                if (!_records.WaitToWriteAsync(_stop).AsTask().GetAwaiter().GetResult())
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }
}
