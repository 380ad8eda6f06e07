using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Commits;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>The ledger in <c>ledger.db</c>, shared by all processes of the machine and opened by the first call.</summary>
internal sealed class SqliteLedger : ILedger
{
    private static readonly TimeSpan AfterLock = TimeSpan.FromSeconds(30);
    private const int LastWaits = 50;
    private static readonly Task<IReadOnlyList<string>> Nothing = Task.FromResult<IReadOnlyList<string>>([]);
    private readonly ILedgerPlace _file;
    private readonly LedgerWriterFacts _writer;
    private readonly BudgetGate _gate;
    private readonly BudgetBooks _budgets;
    private readonly TimeProvider _timeProvider;
    private readonly LedgerAlerts _alerts;
    private readonly GroupCommit _commits;
    private readonly AttemptLog _log;
    private readonly LogCheckpoint _checkpoint;
    private readonly OutputHistory _outputs = new();
    private readonly AttemptBooks _books;
    private readonly OnceWarnings _warnings = new();
    private readonly object _opening = new();
    private ISqlDatabase? _database;
    private readonly long _process = ProcessRows.NewId();
    private bool _closed;
    private (DatabaseException? Fault, DateTimeOffset At) _locked;

    /// <param name="file">The file.</param>
    /// <param name="settings">What the ledger needs to know.</param>
    public SqliteLedger(ILedgerPlace file, LedgerSettings settings)
    {
        _file = file;
        _writer = settings.Writer;
        _timeProvider = settings.TimeProvider;
        _gate = new BudgetGate(settings.Budgets, settings.Names, _timeProvider.LocalTimeZone);
        _budgets = new BudgetBooks(_gate);
        _commits = new GroupCommit(() => Open(_commits!.AnyoneWaits), _budgets.Forget);
        _alerts = new LedgerAlerts(settings.Alert, RecordPostAsync, _warnings, _timeProvider);
        _log = new AttemptLog(file.Path);
        _books = new AttemptBooks(_budgets, _outputs, _log, file.LogOwner, _writer, _process);
        _checkpoint = new LogCheckpoint(_log, _commits, _timeProvider, EnterLog, _warnings.Add);
    }

    /// <summary>The database; null before the first call.</summary>
    public ISqlDatabase? Opened => _database;

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null) => Log(entry, _outputs.LastKnown(entry)) is { } ticket ? Task.FromResult(ticket) : BookAsync(entry, wait);

    private async Task<LedgerTicket> BookAsync(LedgerEntry entry, LedgerWait? wait)
    {
        if (_locked.Fault is { } locked && (entry.StartedAt - _locked.At).Duration() < AfterLock && _gate.StrictFor(entry) is null)
        {
            // Another process holds the file; not every call should wait again to find out.
            return Unbooked(entry, locked);
        }

        try
        {
            var ticket = await _commits.RunAsync(session => _books.Begin(session, entry), wait).ConfigureAwait(false);
            if (ticket.Alert is { } alert)
            {
                _alerts.Post(alert);
            }

            return _warnings.Take() is { Count: > 0 } told ? ticket with { Warnings = [.. told, .. ticket.Warnings] } : ticket;
        }
        catch (DatabaseException exception)
        {
            _locked = (exception.Fault == DatabaseFault.Locked ? exception : null, entry.StartedAt);
            return Unbooked(entry, exception);
        }
        catch (OperationCanceledException)
        {
            wait!.Caller.ThrowIfCancellationRequested();
            if (wait.IsPatient)
            {
                _locked = (Locked, entry.StartedAt);
            }

            return Unbooked(entry, Locked);
        }
    }

    public ValueTask<BudgetRefusal?> LookAsync(LedgerEntry entry) => new(Look(entry));

    private BudgetRefusal? Look(LedgerEntry entry)
    {
        if (_gate.IsEmpty)
        {
            return BudgetGate.CheckCallLimit(entry, OutputHistory.Without(entry));
        }

        try
        {
            // A dry run waits for a locked file for a second.
            var waits = LastWaits;
            return Open(() => waits-- > 0).Read(session => _budgets.Check(session, entry, entry.EstimateOf(OutputRows.Expect(session, _outputs, entry))).Refusal);
        }
        catch (DatabaseException exception)
        {
            return _gate.CheckUnrecorded(entry, exception.Message, _file.Remedy);
        }
    }

    public long ExpectOutput(LedgerEntry entry)
    {
        try
        {
            var waits = LastWaits;
            return _outputs.Recent(entry) ?? Open(() => waits-- > 0).Read(session => OutputRows.Expect(session, _outputs, entry));
        }
        catch (DatabaseException)
        {
            // The booking of the attempt reports it.
            return OutputHistory.Without(entry);
        }
    }

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null)
    {
        if (ticket.Logged is not { } entry || !_log.Settle(_process, entry, settlement))
        {
            return ticket.IsBooked ? SettleInLedgerAsync(ticket, settlement, wait) : Nothing;
        }

        _checkpoint.Request();
        return Nothing;
    }

    private async Task<IReadOnlyList<string>> SettleInLedgerAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait)
    {
        try
        {
            var alerts = await _commits.RunAsync(session => _books.Settle(session, ticket, settlement), wait, _alerts.TellLater).ConfigureAwait(false);
            return alerts.Count == 0 ? [] : await _alerts.TellAsync(alerts, wait?.Caller ?? CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DatabaseException or OperationCanceledException)
        {
            // The row stays open: once this process is gone it counts with its estimate, unless it is written later.
            exception = exception as DatabaseException ?? Locked;
            return _warnings.Once($"The ledger could not be written ({exception.Message}): until it can be, the cost of calls is booked as an estimate.");
        }
    }

    public async Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers)
    {
        try
        {
            return await _commits.RunAsync<IReadOnlyList<string>>(session =>
            {
                ReusedRows.Write(session, answers, _writer, _process);
                return [];
            }).ConfigureAwait(false);
        }
        catch (DatabaseException exception)
        {
            return _warnings.Once($"The ledger could not be written ({exception.Message}): the savings of reused answers are not recorded.");
        }
    }

    private async Task RecordPostAsync(BudgetAlert alert, AlertDelivery delivery, DateTimeOffset at)
    {
        try
        {
            await _commits.RunAsync(session =>
            {
                AlertRows.Settle(session, alert.Marks, delivery, at);
                return true;
            }).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // A later call posts it again.
        }
    }

    /// <summary>Closes the file after pending work is written and posted, or its time is up. What is still open is booked as the estimate, because this process may continue and nothing else would settle it.</summary>
    public void Dispose()
    {
        _checkpoint.Dispose();
        _log.Close();
        _alerts.Finish();
        _commits.Close();
        Close();
    }

    private void Close()
    {
        lock (_opening)
        {
            _closed = true;
            if (_database is not { } database)
            {
                return;
            }

            try
            {
                // Shorter than for a call, so that closing is not held up: 20 ms each.
                var waits = LastWaits;
                _log.Remove(database.Write(
                    session =>
                    {
                        var entered = LogRows.Enter(session, _file.LogOwner, _log.EndParts());
                        ProcessRows.Leave(session, _process);
                        return entered;
                    },
                    () => waits-- > 0));
            }
            catch (DatabaseException)
            {
                // Other processes book it once this process is gone.
            }

            database.Dispose();
        }
    }

    /// <summary>Writes an attempt to the log if no budget counts it; null if it must go to the ledger.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="expectedOutput">The expected length of its answer; null if it must be read first.</param>
    /// <param name="isLocked">True if another process holds the ledger: the log needs no lock, and the next opening of the ledger imports it.</param>
    private LedgerTicket? Log(LedgerEntry entry, long? expectedOutput, bool isLocked = false)
    {
        // The first call opens the ledger and reports if it cannot be used; the first call of a model reads the lengths of its answers.
        if (_file.IsMemory || (Volatile.Read(ref _database) is null && !isLocked) || _gate.Covers(entry) || expectedOutput is not { } output)
        {
            return null;
        }

        if (BudgetGate.CheckCallLimit(entry, output) is { } refusal)
        {
            return new LedgerTicket { Refusal = refusal };
        }

        var start = AttemptStart.Of(entry, _writer, _process, output);
        if (_log.Begin(start) is not { } number)
        {
            return null;
        }

        _checkpoint.Request();
        return new LedgerTicket { Entry = entry, Logged = number, Reserved = start.Estimate ?? 0, Warnings = _warnings.Take() };
    }

    private IReadOnlyDictionary<LogPart, LogExtent> EnterLog(ISqlSession session)
    {
        var entered = LogRows.Enter(session, _file.LogOwner, _log.EndParts());
        OutputRows.Refresh(session, _outputs, _timeProvider.GetUtcNow());
        return entered;
    }

    /// <summary>An attempt that no budget counts can wait in the log. If it cannot be logged, it is sent unrecorded or refused.</summary>
    private LedgerTicket Unbooked(LedgerEntry entry, DatabaseException exception) =>
        Log(entry, _outputs.LastKnown(entry) ?? OutputHistory.Without(entry), exception.Fault == DatabaseFault.Locked) ?? (_gate.CheckUnrecorded(entry, exception.Message, _file.Remedy) is { } refusal
            ? new LedgerTicket { Refusal = refusal }
            : new LedgerTicket { Warnings = _warnings.Once($"The ledger {exception.Message}: the cost of calls is not recorded.") });

    private DatabaseException Locked => _file.Fault(DatabaseFault.Locked);

    private ISqlDatabase Open(Func<bool>? mayWait = null)
    {
        lock (_opening)
        {
            return _database ??= _closed ? throw _file.Fault(DatabaseFault.Unusable) : LedgerOpening.Open(_file, _process, _timeProvider, _warnings.Add, mayWait);
        }
    }
}
