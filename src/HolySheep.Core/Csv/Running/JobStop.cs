using System;
using System.Threading;

namespace HolySheep.Csv.Running;

/// <summary>Whether and why a job starts no more rows; the first reason wins.</summary>
internal sealed class JobStop : IDisposable
{
    private readonly object _lock = new();
    private readonly CancellationTokenSource _source = new();

    /// <summary>Cancelled once no more rows are started.</summary>
    public CancellationToken Token => _source.Token;

    public CsvStopReason Reason { get; private set; }

    public string? Message { get; private set; }

    /// <summary>The exception that ended the job for good; null if the same command can continue.</summary>
    public Exception? Failure { get; private set; }

    public bool IsStopped => Reason != CsvStopReason.None;

    public void Stop(CsvStopReason reason, string message, Exception? failure = null)
    {
        lock (_lock)
        {
            if (IsStopped)
            {
                return;
            }

            (Reason, Message, Failure) = (reason, message, failure);
        }

        _source.Cancel();
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();
}
