using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.Spend.Ledger.Leases;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.Spend.Pricing;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>Takes leases from budgets and gives them back, within transactions of the ledger. If a call waits, the client's own log is entered first, so that the ledger knows what was spent.</summary>
/// <param name="parts">What the parts of the ledger share.</param>
internal sealed class LeaseTransactions(LedgerParts parts)
{
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromHours(1);
    private readonly HashSet<string> _disagreeing = new(StringComparer.Ordinal);
    private DateTimeOffset? _lastSign;

    /// <summary>Takes from each budget that counts an attempt what it needs, if necessary from shadows, and something ahead.</summary>
    public LeaseAnswer Take(ISqlSession session, LedgerEntry entry)
    {
        var alerts = EnterLog(session, entry.StartedAt, parts.Log.Parts, out _);
        var output = OutputRows.Expect(session, parts.Outputs, entry);
        var estimate = entry.EstimateOf(output);

        // Nothing is left in memory that a refusal would not know of; and the others learn of another limit.
        foreach (var balance in parts.Gate.BalancesFor(entry, estimate))
        {
            if (parts.Leases.Of(balance) is { } held)
            {
                GiveBack(session, held, balance.Budget);
            }
        }

        var balances = parts.Budgets.BalancesFor(session, entry, estimate);
        var disagreements = Disagreements(balances);
        var verdict = parts.Budgets.Check(session, entry, estimate, balances);
        if (verdict.Refusal is { Budget.Length: > 0 } && balances.Any(balance => balance.Leases.Others > 0) && ResolveEnded(session))
        {
            balances = parts.Budgets.BalancesFor(session, entry, estimate);
            verdict = parts.Budgets.Check(session, entry, estimate, balances);
        }

        if (verdict.Refusal is { } refusal)
        {
            HoldNothing(session, balances);
            return new LeaseAnswer { Refusal = refusal, Warnings = [.. disagreements, .. verdict.Warnings], Alert = parts.Budgets.AlertAfterRefusal(session, entry, refusal), Alerts = alerts };
        }

        if (verdict.Short.Count > 0)
        {
            parts.Budgets.TakeFromShadows(session, verdict.Short);
            balances = parts.Budgets.BalancesFor(session, entry, estimate);
        }

        parts.Shadows.EndThoseWithoutMoney(session);
        var need = UsdAmount.ToUnits(estimate) ?? 0;
        return new LeaseAnswer
        {
            ExpectedOutput = output,
            Estimate = need,
            Given = [.. balances.Where(balance => balance.Left >= need || balance.Budget.Options.Action == BudgetAction.Stop).Select(balance => Grant(session, balance, need, need, entry.StartedAt))],
            Warnings = [.. disagreements, .. verdict.Warnings],
            Alerts = alerts,
        };
    }

    /// <summary>Fetches more of a lease, before a call has to wait for it.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entry">The attempt that used much of it.</param>
    /// <param name="lease">The lease.</param>
    /// <param name="estimate">The estimate of the attempt, in units.</param>
    public LeaseAnswer Fetch(ISqlSession session, LedgerEntry entry, HeldLease lease, long estimate)
    {
        // The log is not entered, which could take longer than the lease lasts: what is in it is leased, and counts as much.
        Reconcile(session);
        var balance = parts.Budgets.BalancesFor(session, entry, UsdAmount.FromUnits(estimate)).Find(balance => balance.Budget.IsSameAs(lease.Budget));
        return new LeaseAnswer { Given = balance is not null && parts.Leases.Of(balance) == lease ? [Grant(session, balance, 0, estimate, entry.StartedAt)] : [] };
    }

    /// <summary>Enters what is settled in the log, gives back what is left of leases near their limit, and claims the alerts that are due.</summary>
    public IReadOnlyList<BudgetAlert> Settle(ISqlSession session, LedgerTicket ticket, LedgerSettlement settlement)
    {
        var alerts = EnterLog(session, settlement.At, parts.Log.Parts, out _);
        foreach (var lease in ticket.Leases.Where(lease => lease.IsTight))
        {
            GiveBack(session, lease, lease.Budget);
        }

        parts.Shadows.EndThoseWithoutMoney(session);

        // What was entered is counted; these are the alerts of a budget that was past a share before, and of a period that has ended since.
        return [.. alerts, .. parts.Budgets.AlertsAfterSettlement(session, ticket.Entry!, cost: 0, settlement.At)];
    }

    /// <summary>Enters the log from time to time, gives back what is not used, and learns which leases were taken away.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="entered">What was entered.</param>
    /// <returns>The alerts that are due.</returns>
    public IReadOnlyList<BudgetAlert> Keep(ISqlSession session, out IReadOnlyDictionary<LogPart, LogExtent> entered)
    {
        var now = parts.TimeProvider.GetUtcNow();
        var alerts = EnterLog(session, now, parts.Log.EndParts(), out entered);
        foreach (var lease in parts.Leases.Unused(now))
        {
            GiveBack(session, lease, lease.Budget);
        }

        if (!parts.Gate.IsEmpty)
        {
            parts.Leases.VoidMissing([.. LeaseRows.OfProcess(session, parts.Process).Keys]);
        }

        parts.Shadows.EndThoseWithoutMoney(session);
        OutputRows.Refresh(session, parts.Outputs, now);
        return alerts;
    }

    /// <summary>Enters the log for good, and gives everything back.</summary>
    /// <returns>What was entered.</returns>
    public IReadOnlyDictionary<LogPart, LogExtent> Leave(ISqlSession session)
    {
        var entered = LogRows.Enter(session, parts.Place.LogOwner, parts.Log.EndParts());
        LeaseRows.DropOf(session, parts.Process);
        ProcessRows.Leave(session, parts.Process);
        return entered;
    }

    private IReadOnlyList<BudgetAlert> EnterLog(ISqlSession session, DateTimeOffset now, IReadOnlyList<LogPart> log, out IReadOnlyDictionary<LogPart, LogExtent> entered)
    {
        Reconcile(session);

        // A machine that cannot check whether this process lives counts it as gone after a day without a sign.
        if ((now - (_lastSign ??= now)).Duration() > BetweenSigns)
        {
            ProcessRows.Sign(session, parts.Process, now);
            _lastSign = now;
        }

        IReadOnlyDictionary<LogPart, LogExtent> found = new Dictionary<LogPart, LogExtent>();
        var alerts = parts.Budgets.AlertsAfter(session, now, () => found = LogRows.Enter(session, parts.Place.LogOwner, log));
        entered = found;
        return alerts;
    }

    private void Reconcile(ISqlSession session)
    {
        if (parts.Leases.IsUncertain)
        {
            foreach (var unknown in parts.Leases.Reconcile(LeaseRows.OfProcess(session, parts.Process)))
            {
                LeaseRows.Drop(session, unknown);
            }
        }
    }

    private LeaseGiven Grant(ISqlSession session, BudgetBalance balance, long need, long estimate, DateTimeOffset at)
    {
        var lease = parts.Leases.Of(balance);
        var toAlert = BudgetAlerts.LeftToNext(balance);
        var size = LeasePolicy.SizeOf(new LeaseDemand
        {
            Need = need,
            Estimate = Math.Max(1, estimate),
            Left = balance.Left,
            LeftToAlert = toAlert,
            Holders = balance.Leases.Others + 1,
            Spent = (lease?.Spent ?? 0) + need,
            Since = lease is null ? TimeSpan.MaxValue : (at - lease.GrantedAt).Duration(),
            Held = lease is null ? 0 : Math.Max(0, lease.Available) + lease.Promised,
        });
        var limit = UsdAmount.ToLargeUnits(balance.Budget.Options.Limit);
        var period = LeasePeriod.Of(balance.Budget.Options.Period, balance.Window);
        if (lease is not null)
        {
            parts.Leases.Promise(lease, period, size.Amount, size.Amount - need);
            if (LeaseRows.Grant(session, lease, limit, size.Amount))
            {
                return new LeaseGiven(lease, size, need, toAlert - size.Amount, at);
            }

            // It was taken away.
            parts.Leases.Void(lease);
        }

        lease = new HeldLease(ProcessRows.NewId(), balance.Budget, period);
        LeaseRows.Add(session, lease, parts.Holder, limit, size.Amount);
        parts.Leases.Promise(lease, period, size.Amount, size.Amount - need);
        return new LeaseGiven(lease, size, need, toAlert - size.Amount, at);
    }

    // So that others know the limit and the period of a process that is refused.
    private void HoldNothing(ISqlSession session, List<BudgetBalance> balances)
    {
        foreach (var balance in balances.Where(balance => balance.Leases.Others > 0 && parts.Leases.Of(balance) is null))
        {
            var period = LeasePeriod.Of(balance.Budget.Options.Period, balance.Window);
            var lease = new HeldLease(ProcessRows.NewId(), balance.Budget, period) { IsTight = true };
            LeaseRows.Add(session, lease, parts.Holder, UsdAmount.ToLargeUnits(balance.Budget.Options.Limit), amount: 0);
            parts.Leases.Promise(lease, period, amount: 0, ahead: 0);
        }
    }

    // Each is told of once.
    private IReadOnlyList<string> Disagreements(List<BudgetBalance> balances)
    {
        List<string>? told = null;
        foreach (var balance in balances)
        {
            if (balance.Leases.Disagreeing is { } other && _disagreeing.Add(balance.Budget.Options.Name))
            {
                (told ??= []).Add(BudgetWords.Disagreement(balance.Budget.Options, other));
            }
        }

        return told ?? (IReadOnlyList<string>)[];
    }

    private void GiveBack(ISqlSession session, HeldLease lease, CountedBudget budget)
    {
        var isOtherLimit = lease.Budget.Options.Limit != budget.Options.Limit;
        var rest = parts.Leases.TakeRest(lease, budget);
        if ((rest > 0 || isOtherLimit) && !LeaseRows.Grant(session, lease, UsdAmount.ToLargeUnits(budget.Options.Limit), -rest))
        {
            parts.Leases.Void(lease);
        }
    }

    /// <summary>Resolves the leases of ended processes of this machine, if there are any.</summary>
    private bool ResolveEnded(ISqlSession session)
    {
        var now = parts.TimeProvider.GetUtcNow();
        ProcessRows.Recover(session, now);
        var isResolved = LeaseRecovery.Resolve(session, parts.Place, now);
        if (isResolved)
        {
            parts.Budgets.Forget();
        }

        return isResolved;
    }
}
