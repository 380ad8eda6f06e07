using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Commits;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Import;

/// <summary>Imports a log into the ledger a while after a line was written, with everything that arrived meanwhile in one commit.</summary>
internal sealed class LogCheckpoint : IDisposable
{
    // Readers import what they find, so no reader waits for this.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private readonly AttemptLog _log;
    private readonly Func<ISqlSession, IReadOnlyDictionary<LogPart, LogExtent>> _enter;
    private readonly GroupCommit _commits;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private int _due;
    private bool _told;

    /// <param name="log">The log to import.</param>
    /// <param name="commits">Writes to the ledger.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="enter">Imports the log.</param>
    /// <param name="warn">Called if the ledger cannot be written.</param>
    public LogCheckpoint(AttemptLog log, GroupCommit commits, TimeProvider timeProvider, Func<ISqlSession, IReadOnlyDictionary<LogPart, LogExtent>> enter, Action<string> warn)
    {
        _log = log;
        _enter = enter;
        _commits = commits;
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(_ => LastImport = EnterAsync(warn), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called after each import; true if there must be another one in a while, although no line may follow.</summary>
    public Func<bool>? Entered { get; init; }

    /// <summary>The import that began last; completes when it has succeeded or will be retried.</summary>
    internal Task LastImport { get; private set; } = Task.CompletedTask;

    /// <summary>Signals that a line was written.</summary>
    public void Request()
    {
        if (Volatile.Read(ref _due) == 0 && Interlocked.Exchange(ref _due, 1) == 0)
        {
            _timer.Change(Wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private async Task EnterAsync(Action<string> warn)
    {
        Volatile.Write(ref _due, 0);
        try
        {
            var isRest = _log.Remove(await _commits.RunAsync(_enter, new LedgerWait(_timeProvider, Patience, CancellationToken.None)).ConfigureAwait(false));
            _told = false;
            var isDueAgain = Entered?.Invoke() == true;
            if ((isRest || isDueAgain) && Volatile.Read(ref _due) == 0)
            {
                // A line that follows brings it forward.
                _timer.Change(AfterFailure, Timeout.InfiniteTimeSpan);
            }
        }
        catch (OperationCanceledException)
        {
            // Another process holds the ledger; this is not urgent.
            Retry();
        }
        catch (DatabaseException exception)
        {
            if (!_told)
            {
                warn($"The ledger could not be written ({exception.Message}): the cost of calls is kept in a log next to it until the ledger can be written.");
            }

            _told = true;
            Retry();
        }
    }

    private void Retry()
    {
        Volatile.Write(ref _due, 1);
        _timer.Change(AfterFailure, Timeout.InfiniteTimeSpan);
    }
}
