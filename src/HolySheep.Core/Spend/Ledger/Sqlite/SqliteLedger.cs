using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Alerts;
using HolySheep.Spend.Ledger.Sqlite.Commits;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>The ledger in <c>ledger.db</c>, shared by all processes of the machine and opened by the first call.</summary>
internal sealed class SqliteLedger : ILedger
{
    private static readonly TimeSpan AfterLock = TimeSpan.FromSeconds(30);
    private const int LastWaits = 50;
    private static readonly Task<IReadOnlyList<string>> Nothing = Task.FromResult<IReadOnlyList<string>>([]);
    private readonly LedgerParts _parts;
    private readonly LedgerAlerts _alerts;
    private readonly GroupCommit _commits;
    private readonly AttemptBooks _books;
    private readonly LeasedAttempts _attempts;
    private readonly ResultBooks _results;
    private readonly OnceWarnings _warnings;
    private readonly object _opening = new();
    private ISqlDatabase? _database;
    private bool _closed;
    private int _isNoticing;
    private (DatabaseException? Fault, DateTimeOffset At) _locked;

    /// <param name="file">The file.</param>
    /// <param name="settings">What the ledger needs to know.</param>
    public SqliteLedger(ILedgerPlace file, LedgerSettings settings)
    {
        _parts = new LedgerParts(file, settings);
        _warnings = new OnceWarnings(settings.Notices);
        _commits = new GroupCommit(() => Open(_commits!.AnyoneWaits), Forget);
        _alerts = new LedgerAlerts(settings.Alert, RecordPostAsync, _warnings, settings.TimeProvider);
        _books = new AttemptBooks(_parts);
        _attempts = new LeasedAttempts(_parts, _commits, _alerts, _warnings);
        _results = new ResultBooks(_parts, _commits, _alerts, _warnings);
    }

    /// <summary>The database; null before the first call.</summary>
    public ISqlDatabase? Opened => _database;

    /// <inheritdoc cref="LogCheckpoint.LastImport"/>
    internal Task LastImport => _attempts.LastImport;

    public Task<LedgerTicket> BeginAsync(LedgerEntry entry, LedgerWait? wait = null)
    {
        NoticeShadows();

        // The first call opens the ledger and reports if it cannot be used; the first call of a model reads the lengths of its answers.
        return Volatile.Read(ref _database) is not null && _attempts.TryBegin(entry) is { } ticket ? Task.FromResult(Told(ticket)) : BookAsync(entry, wait);
    }

    private async Task<LedgerTicket> BookAsync(LedgerEntry entry, LedgerWait? wait)
    {
        if (IsLocked(entry.StartedAt) && _parts.Gate.StrictFor(entry) is null)
        {
            return Unbooked(entry, _locked.Fault!);
        }

        try
        {
            var ticket = (_attempts.CanServe(entry) ? await _attempts.BeginAsync(entry, wait).ConfigureAwait(false) : null)
                ?? await _commits.RunAsync(session => _books.Begin(session, entry), wait, awaitsServer: _parts.Gate.Covers(entry)).ConfigureAwait(false);
            if (ticket.Alert is { } alert)
            {
                _alerts.Post(alert);
            }

            _warnings.Report(ticket.Warnings);
            return Told(ticket);
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
        if (_parts.Gate.IsEmpty)
        {
            return BudgetGate.CheckCallLimit(entry, OutputHistory.Without(entry));
        }

        try
        {
            // A dry run waits for a locked file for a second.
            var waits = LastWaits;
            return Open(() => waits-- > 0).Read(session => _attempts.Look(session, entry));
        }
        catch (DatabaseException exception)
        {
            return _parts.Gate.CheckUnrecorded(entry, exception.Message, _parts.Place.Remedy);
        }
    }

    public ExpectedOutput ExpectOutput(LedgerEntry entry)
    {
        try
        {
            var waits = LastWaits;
            var tokens = _parts.Outputs.Recent(entry) ?? Open(() => waits-- > 0).Read(session => OutputRows.Expect(session, _parts.Outputs, entry));
            return new ExpectedOutput(tokens, _parts.Outputs.HasPast(entry));
        }
        catch (DatabaseException)
        {
            // The booking of the attempt reports it.
            return ExpectedOutput.Guess(entry);
        }
    }

    public Task<IReadOnlyList<string>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait = null)
    {
        NoticeShadows();
        if (ticket.Logged is null)
        {
            return ticket.IsBooked ? SettleInLedgerAsync(ticket, settlement, wait) : Nothing;
        }

        settlement = LeasedAttempts.SettlementOf(ticket, settlement);
        var (isLogged, isUrgent) = _attempts.TrySettle(ticket, settlement);
        return !isLogged ? SettleInLedgerAsync(ticket, settlement, wait) : isUrgent && !IsLocked(settlement.At) ? SettleAtOnceAsync(ticket, settlement, wait) : Nothing;
    }

    private async Task<IReadOnlyList<string>> SettleAtOnceAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait)
    {
        try
        {
            return await _alerts.TellAsync(await _attempts.SettleAsync(ticket, settlement, wait).ConfigureAwait(false), wait).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DatabaseException or OperationCanceledException)
        {
            // It is in the log, which is entered later.
            return [];
        }
    }

    private async Task<IReadOnlyList<string>> SettleInLedgerAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait)
    {
        try
        {
            var due = await _commits.RunAsync(session => _books.Settle(session, ticket, settlement), wait, _alerts.TellLater, _ => _parts.Leases.Return(ticket.Leases, settlement.Freed)).ConfigureAwait(false);
            return await _alerts.TellAsync(due, wait).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DatabaseException or OperationCanceledException)
        {
            // The row stays open: once this process is gone it counts with its estimate, unless it is written later.
            exception = exception as DatabaseException ?? Locked;
            return _warnings.Once($"The ledger could not be written ({exception.Message}): until it can be, the cost of calls is booked as an estimate.");
        }
    }

    public async Task<IReadOnlyList<string>> SettleBatchAsync(LedgerEntry entry, LedgerSettlement settlement, LedgerWait? wait = null) =>
        Volatile.Read(ref _database) is not null && _attempts.TrySettle(entry, settlement) ? [] : await _results.SettleBatchAsync(_books, entry, settlement, wait).ConfigureAwait(false);

    public Task<IReadOnlyList<string>> RecordReusedAsync(IReadOnlyList<ReusedAnswers> answers) => _results.RecordReusedAsync(answers);

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
        _attempts.Dispose();
        _parts.Log.Close();
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
                _parts.Log.Remove(database.Write(_attempts.Leave, () => waits-- > 0));
            }
            catch (DatabaseException)
            {
                // Other processes book it once this process is gone.
            }

            database.Dispose();
        }
    }

    /// <summary>An attempt that no budget refuses can wait in the log, which needs no lock: the next opening of the ledger imports it. If it cannot be logged, it is sent unrecorded.</summary>
    private LedgerTicket Unbooked(LedgerEntry entry, DatabaseException exception)
    {
        var canLog = _parts.Gate.StopsUnrecorded(entry) is null && (Volatile.Read(ref _database) is not null || exception.Fault == DatabaseFault.Locked);
        var logged = canLog ? _attempts.LogUnpaid(entry, _parts.Outputs.LastKnown(entry) ?? OutputHistory.Without(entry)) : null;
        return logged is null && _parts.Gate.CheckUnrecorded(entry, exception.Message, _parts.Place.Remedy) is { } refusal ? new LedgerTicket { Refusal = refusal }
            : logged is null ? new LedgerTicket { Warnings = _warnings.Once($"The ledger {exception.Message}: the cost of calls is not recorded.") }
            : !_parts.Gate.Covers(entry) ? Told(logged)
            : logged with { Warnings = [.. _warnings.Once($"The ledger {exception.Message}: the cost of calls is kept in a log next to it, and no budget counts it before the ledger can be written."), .. _warnings.Take()] };
    }

    // Another process holds the file; not every call should wait again to find out.
    private bool IsLocked(DateTimeOffset at) => _locked.Fault is not null && (at - _locked.At).Duration() < AfterLock;

    private LedgerTicket Told(LedgerTicket ticket) => _warnings.Take() is { Count: > 0 } told ? ticket with { Warnings = [.. told, .. ticket.Warnings] } : ticket;

    // Calls that need nothing of the ledger still have to notice that a call of another process took the money of a shadow.
    private void NoticeShadows()
    {
        if (_parts.Shadows.IsAny && Interlocked.Exchange(ref _isNoticing, 1) == 0)
        {
            _ = NoticeShadowsAsync();
        }
    }

    private async Task NoticeShadowsAsync()
    {
        try
        {
            await _commits.RunAsync(session =>
            {
                _parts.Shadows.EndThoseWithoutMoney(session);
                return true;
            }).ConfigureAwait(false);
        }
        catch (DatabaseException)
        {
            // The next call asks again.
        }
        finally
        {
            Volatile.Write(ref _isNoticing, 0);
        }
    }

    private void Forget()
    {
        _parts.Budgets.Forget();
        _parts.Leases.Doubt();
    }

    private DatabaseException Locked => _parts.Place.Fault(DatabaseFault.Locked);

    private ISqlDatabase Open(Func<bool>? mayWait = null)
    {
        lock (_opening)
        {
            return _database ??= _closed ? throw _parts.Place.Fault(DatabaseFault.Unusable) : LedgerOpening.Open(_parts.Place, _parts.Process, _parts.TimeProvider, _warnings.Add, mayWait);
        }
    }
}
