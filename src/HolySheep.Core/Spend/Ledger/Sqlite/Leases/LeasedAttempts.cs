using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Alerts;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Commits;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;
using HolySheep.Time;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>
/// The path of every attempt: its estimate is spent from a lease of each budget that counts it, in memory, and it is logged before it leaves.
/// A call waits for the ledger only if a lease is not enough, or near the limit of a budget, where calls are paid for and settled one by one.
/// </summary>
internal sealed class LeasedAttempts : IDisposable
{
    private static readonly TimeSpan FetchTime = TimeSpan.FromSeconds(5);
    private readonly LedgerParts _parts;
    private readonly GroupCommit _commits;
    private readonly LedgerAlerts _alerts;
    private readonly LeaseTransactions _transactions;
    private readonly LogCheckpoint _checkpoint;
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);
    private IReadOnlyList<BudgetAlert> _kept = [];

    /// <param name="parts">What the parts of the ledger share.</param>
    /// <param name="commits">Writes to the ledger.</param>
    /// <param name="alerts">Tells of alerts.</param>
    /// <param name="warnings">Receives warnings for calls.</param>
    public LeasedAttempts(LedgerParts parts, GroupCommit commits, LedgerAlerts alerts, OnceWarnings warnings)
    {
        (_parts, _commits, _alerts) = (parts, commits, alerts);
        _transactions = new LeaseTransactions(parts);
        _checkpoint = new LogCheckpoint(parts.Log, commits, parts.TimeProvider, Keep, warnings.Add) { Entered = TellKept };
    }

    /// <inheritdoc cref="LogCheckpoint.LastImport"/>
    public Task LastImport => _checkpoint.LastImport;

    /// <summary>Whether leases and log can serve an attempt: there must be a log, and the money of a shadow must be in the ledger, where other processes can take it.</summary>
    public bool CanServe(LedgerEntry entry) => !_parts.Place.IsMemory && entry.Role != AttemptRole.Shadow;

    /// <summary>Begins an attempt without the ledger; null if that is needed. A limit of the call itself may refuse it.</summary>
    public LedgerTicket? TryBegin(LedgerEntry entry)
    {
        if (!CanServe(entry) || _parts.Outputs.LastKnown(entry) is not { } output)
        {
            return null;
        }

        if (_parts.Gate.IsEmpty)
        {
            return LogUnpaid(entry, output);
        }

        var estimate = entry.EstimateOf(output);
        var balances = _parts.Gate.BalancesFor(entry, estimate);
        if (balances.Count == 0 && _parts.Gate.Check(entry, estimate, balances).Refusal is { } refusal)
        {
            // The refusal of a budget may be reported.
            return refusal.Budget.Length == 0 ? new LedgerTicket { Refusal = refusal } : null;
        }

        var need = UsdAmount.ToUnits(estimate) ?? 0;
        if (_parts.Leases.TryCharge(balances, need, entry.StartedAt) is not { } leases)
        {
            return null;
        }

        if (BudgetGate.CheckCallLimit(entry, output) is { } own)
        {
            _parts.Leases.Return(leases, need);
            return new LedgerTicket { Refusal = own };
        }

        var ticket = Log(entry, output, leases, need);
        foreach (var lease in ticket is null ? [] : _parts.Leases.ToFetch(leases, need))
        {
            _ = FetchAsync(entry, lease, need);
        }

        return ticket;
    }

    /// <summary>Begins an attempt with what the ledger grants it.</summary>
    /// <returns>Null if the log cannot be written.</returns>
    public async Task<LedgerTicket?> BeginAsync(LedgerEntry entry, LedgerWait? wait)
    {
        var answer = await _commits.RunAsync(session => _transactions.Take(session, entry), wait, committed: Apply, awaitsServer: _parts.Gate.Covers(entry)).ConfigureAwait(false);
        _alerts.TellLater(answer.Alerts);
        return answer.Refusal is { } refusal
            ? new LedgerTicket { Refusal = refusal, Warnings = answer.Warnings, Alert = answer.Alert }
            : Log(entry, answer.ExpectedOutput, [.. answer.Given.Select(given => given.Lease)], answer.Estimate, answer.Warnings);
    }

    /// <summary>Begins an attempt that is spent from no lease; null if the log cannot be written. A limit of the call itself may refuse it.</summary>
    /// <param name="entry">The attempt.</param>
    /// <param name="output">The expected length of its answer.</param>
    public LedgerTicket? LogUnpaid(LedgerEntry entry, long output) => !CanServe(entry) ? null
        : BudgetGate.CheckCallLimit(entry, output) is { } refusal ? new LedgerTicket { Refusal = refusal }
        : Log(entry, output, [], UsdAmount.ToUnits(entry.EstimateOf(output)) ?? 0);

    /// <summary>The reason why an attempt would be refused now; null if it would be allowed.</summary>
    public BudgetRefusal? Look(ISqlSession session, LedgerEntry entry)
    {
        var estimate = entry.EstimateOf(OutputRows.Expect(session, _parts.Outputs, entry));
        var balances = _parts.Budgets.BalancesFor(session, entry, estimate);
        for (var place = 0; place < balances.Count; place++)
        {
            // What this process holds, it may spend.
            var leases = balances[place].Leases;
            balances[place] = balances[place] with { Leases = leases with { Held = leases.Held - _parts.Leases.AvailableFor(balances[place]) } };
        }

        return _parts.Budgets.Check(session, entry, estimate, balances).Refusal;
    }

    /// <summary>Settles an attempt in the log.</summary>
    /// <param name="ticket">The attempt.</param>
    /// <param name="settlement">Its result.</param>
    /// <returns>Whether it is logged, and whether the ledger must know it at once.</returns>
    public (bool IsLogged, bool IsUrgent) TrySettle(LedgerTicket ticket, LedgerSettlement settlement)
    {
        if (!_parts.Log.Settle(_parts.Process, ticket.Logged!.Value, settlement))
        {
            return default;
        }

        var isUrgent = _parts.Leases.Return(ticket.Leases, settlement.Freed);
        _checkpoint.Request();
        return (true, isUrgent || IsAlertDue(ticket, settlement));
    }

    /// <summary>Settles a row of a batch in the log. What its estimate was spent from keeps the difference until it is given back.</summary>
    /// <returns>False if it cannot be logged.</returns>
    public bool TrySettle(LedgerEntry entry, LedgerSettlement settlement)
    {
        var isLogged = CanServe(entry) && _parts.Log.Settle(AttemptStart.Of(entry, _parts.Writer, _parts.Process, OutputHistory.Without(entry)), settlement);
        if (isLogged)
        {
            _checkpoint.Request();
        }

        return isLogged;
    }

    /// <summary>What a settlement says in the log of an attempt.</summary>
    public static LedgerSettlement SettlementOf(LedgerTicket ticket, LedgerSettlement settlement) => ticket.Leases.Count == 0 ? settlement : settlement with
    {
        Leases = [.. ticket.Leases.Select(lease => lease.Id)],
        Freed = ticket.Reserved - settlement.CountedUnits(),
    };

    /// <summary>Lets the ledger know of a logged settlement.</summary>
    /// <returns>The alerts that are due.</returns>
    public Task<IReadOnlyList<BudgetAlert>> SettleAsync(LedgerTicket ticket, LedgerSettlement settlement, LedgerWait? wait) =>
        _commits.RunAsync(session => _transactions.Settle(session, ticket, settlement), wait, _alerts.TellLater);

    /// <summary>Enters the log for good, and gives all leases back.</summary>
    public IReadOnlyDictionary<LogPart, LogExtent> Leave(ISqlSession session) => _transactions.Leave(session);

    public void Dispose() => _checkpoint.Dispose();

    private LedgerTicket? Log(LedgerEntry entry, long output, IReadOnlyList<HeldLease> leases, long reserved, IReadOnlyList<string>? warnings = null)
    {
        var start = AttemptStart.Of(entry, _parts.Writer, _parts.Process, output);
        start.Leases = leases.Count == 0 ? null : [.. leases.Select(lease => lease.Id)];
        if (_parts.Log.Begin(start) is not { } number)
        {
            _parts.Leases.Return(leases, reserved);
            return null;
        }

        _checkpoint.Request();
        return new LedgerTicket { Entry = entry, Logged = number, Reserved = reserved, ExpectedOutput = output, Leases = leases, Warnings = warnings ?? [] };
    }

    // What was not spent from a lease may reach the share of an alert unseen; and a budget may be past it before the first call of this process.
    private bool IsAlertDue(LedgerTicket ticket, LedgerSettlement settlement)
    {
        var isDue = false;
        foreach (var budget in _parts.Gate.Budgets)
        {
            if (!ticket.Leases.Any(lease => lease.Budget.IsSameAs(budget)) && _parts.Gate.Alerts.BalanceFor(budget, ticket.Entry!) is not null)
            {
                isDue |= _seen.TryAdd(budget.Setting, true) || (settlement.Cost ?? settlement.CountedCost) > 0;
            }
        }

        return isDue;
    }

    private void Apply(LeaseAnswer answer)
    {
        foreach (var given in answer.Given)
        {
            _parts.Leases.Apply(given);
        }
    }

    private IReadOnlyDictionary<LogPart, LogExtent> Keep(ISqlSession session)
    {
        _kept = _transactions.Keep(session, out var entered);
        return entered;
    }

    private bool TellKept()
    {
        _alerts.TellLater(_kept);
        return _parts.Leases.HasAny;
    }

    private async Task FetchAsync(LedgerEntry entry, HeldLease lease, long estimate)
    {
        try
        {
            var wait = new LedgerWait(_parts.TimeProvider, FetchTime, CancellationToken.None);
            await _commits.RunAsync(session => _transactions.Fetch(session, entry, lease, estimate), wait, committed: Apply).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DatabaseException or OperationCanceledException)
        {
            // A call that needs more says so itself.
            await Pause.ForAsync(_parts.TimeProvider, FetchTime, CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _parts.Leases.EndFetch(lease);
        }
    }
}
