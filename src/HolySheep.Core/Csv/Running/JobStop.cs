using System;
using System.Threading;

namespace HolySheep.Csv.Running;

/// <summary>Whether and why a job begins no more rows; the first reason holds.</summary>
internal sealed class JobStop : IDisposable
{
    private readonly object _gate = new();
    private readonly CancellationTokenSource _source = new();

    /// <summary>Cancelled once no more rows are begun.</summary>
    public CancellationToken Token => _source.Token;

    public CsvStopReason Reason { get; private set; }

    public string? Message { get; private set; }

    /// <summary>What ended the job for good; null where the same command goes on.</summary>
    public Exception? Failure { get; private set; }

    public bool IsStopped => Reason != CsvStopReason.None;

    public void Stop(CsvStopReason reason, string message, Exception? failure = null)
    {
        lock (_gate)
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
