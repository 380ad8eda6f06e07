using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Books and settles attempts directly in the ledger: those of shadows, because calls may take their money back, and all attempts if there is no log. Used within its transactions.</summary>
/// <param name="parts">What the parts of the ledger share.</param>
internal sealed class AttemptBooks(LedgerParts parts)
{
    /// <summary>Books an attempt that every budget can pay for, if necessary with the money of shadows.</summary>
    public LedgerTicket Begin(ISqlSession session, LedgerEntry entry)
    {
        var output = OutputRows.Expect(session, parts.Outputs, entry);
        var estimate = entry.EstimateOf(output);
        var verdict = parts.Budgets.Check(session, entry, estimate);
        if (verdict.Refusal is { } refusal)
        {
            return new LedgerTicket { Refusal = refusal, Warnings = verdict.Warnings, Alert = parts.Budgets.AlertAfterRefusal(session, entry, refusal) };
        }

        if (verdict.Short.Count > 0)
        {
            parts.Budgets.TakeFromShadows(session, verdict.Short);
        }

        parts.Shadows.EndThoseWithoutMoney(session);
        var reserved = UsdAmount.ToUnits(estimate) ?? 0;
        var row = AttemptRows.Begin(session, AttemptStart.Of(entry, parts.Writer, parts.Process, output));
        parts.Budgets.Add(entry, 0, reserved);
        parts.Shadows.Add(row, entry);
        return new LedgerTicket { Entry = entry, Row = row, Reserved = reserved, ExpectedOutput = output, Warnings = verdict.Warnings };
    }

    /// <summary>Settles a booked attempt, or a logged one whose result could not be logged.</summary>
    /// <returns>The alerts that are due.</returns>
    public IReadOnlyList<BudgetAlert> Settle(ISqlSession session, LedgerTicket ticket, LedgerSettlement settlement)
    {
        var cost = settlement.CountedUnits();
        parts.Shadows.EndThoseWithoutMoney(session);
        if (ticket.Row is { } row)
        {
            var reserved = parts.Shadows.Remove(session, row) ?? ticket.Reserved;
            AttemptRows.End(session, row, settlement);
            parts.Budgets.Add(ticket.Entry!, cost, -reserved);
        }
        else
        {
            LogRows.Enter(session, parts.Place.LogOwner, parts.Log.EndParts());
            if (AttemptRows.End(session, parts.Process, ticket.Logged!.Value, settlement))
            {
                LeaseRows.Spend(session, ticket.Leases.ToDictionary(lease => lease.Id, _ => settlement.Freed));
            }

            parts.Budgets.Forget();
        }

        return parts.Budgets.AlertsAfterSettlement(session, ticket.Entry!, cost, settlement.At);
    }

    /// <summary>Settles a row of a batch, which may be in the client's own log.</summary>
    /// <returns>The alerts that are due.</returns>
    public IReadOnlyList<BudgetAlert> SettleBatch(ISqlSession session, LedgerEntry entry, LedgerSettlement settlement)
    {
        LogRows.Enter(session, parts.Place.LogOwner, parts.Log.EndParts());
        AttemptRows.End(session, AttemptStart.Of(entry, parts.Writer, parts.Process, OutputHistory.Without(entry)), entry: null, settlement);
        parts.Budgets.Forget();
        return parts.Budgets.AlertsAfterSettlement(session, entry, settlement.CountedUnits(), settlement.At);
    }
}
