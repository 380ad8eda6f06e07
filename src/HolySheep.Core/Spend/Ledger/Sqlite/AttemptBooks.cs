using System;
using System.Collections.Generic;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Books and settles attempts in the ledger's file; used within its transactions.</summary>
/// <param name="budgets">The budgets.</param>
/// <param name="outputs">The expected lengths of answers.</param>
/// <param name="log">The client's log.</param>
/// <param name="logOwner">The owner of the log, from <see cref="ILedgerPlace.LogOwner"/>.</param>
/// <param name="writer">The values that all rows share.</param>
/// <param name="process">The row of the process.</param>
internal sealed class AttemptBooks(BudgetBooks budgets, OutputHistory outputs, AttemptLog log, string logOwner, LedgerWriterFacts writer, long process)
{
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromHours(1);
    private readonly BookedShadows _shadows = new();
    private DateTimeOffset? _lastSign;

    /// <summary>Books an attempt that every budget can pay for, if necessary with the money of shadows.</summary>
    public LedgerTicket Begin(ISqlSession session, LedgerEntry entry)
    {
        // A machine that cannot check whether this process lives counts it as gone after a day without a sign.
        if ((entry.StartedAt - (_lastSign ??= entry.StartedAt)).Duration() > BetweenSigns)
        {
            ProcessRows.Sign(session, process, entry.StartedAt);
            _lastSign = entry.StartedAt;
        }

        var output = OutputRows.Expect(session, outputs, entry);
        var estimate = entry.EstimateOf(output);
        var verdict = budgets.Check(session, entry, estimate);
        if (verdict.Refusal is { } refusal)
        {
            return new LedgerTicket { Refusal = refusal, Warnings = verdict.Warnings, Alert = budgets.AlertAfterRefusal(session, entry, refusal) };
        }

        if (verdict.Short.Count > 0)
        {
            budgets.TakeFromShadows(session, verdict.Short);
        }

        _shadows.EndThoseWithoutMoney(session);
        var reserved = UsdAmount.ToUnits(estimate) ?? 0;
        var row = AttemptRows.Begin(session, AttemptStart.Of(entry, writer, process, output));
        budgets.Add(entry, 0, reserved);
        _shadows.Add(row, entry);
        return new LedgerTicket { Entry = entry, Row = row, Reserved = reserved, Warnings = verdict.Warnings };
    }

    /// <summary>Settles a booked attempt.</summary>
    /// <returns>The alerts that are due.</returns>
    public IReadOnlyList<BudgetAlert> Settle(ISqlSession session, LedgerTicket ticket, LedgerSettlement settlement)
    {
        var reserved = ticket.Reserved;
        _shadows.EndThoseWithoutMoney(session);
        if (ticket.Row is { } row)
        {
            reserved = _shadows.Remove(session, row) ?? reserved;
            AttemptRows.End(session, row, settlement);
        }
        else
        {
            LogRows.Enter(session, logOwner, log.EndParts());
            AttemptRows.End(session, process, ticket.Logged!.Value, settlement);
        }

        var cost = UsdAmount.ToUnits(settlement.Cost ?? settlement.CountedCost) ?? 0;
        budgets.Add(ticket.Entry!, cost, -reserved);
        return budgets.AlertsAfterSettlement(session, ticket.Entry!, cost, settlement.At);
    }
}
