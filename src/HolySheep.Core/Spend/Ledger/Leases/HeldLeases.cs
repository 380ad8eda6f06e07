using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Budgets;

namespace HolySheep.Spend.Ledger.Leases;

/// <summary>The leases that one client holds, and what is left of them: calls spend and settle here, without the database.</summary>
internal sealed class HeldLeases
{
    // After this time without a call, the rest of a lease is given back.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan OneMoment = TimeSpan.FromSeconds(0.1);
    private static readonly IReadOnlyList<HeldLease> None = [];
    private readonly object _gate = new();

    // Few: one for each budget and period.
    private readonly List<HeldLease> _held = [];
    private volatile bool _isUncertain;

    /// <summary>True after a transaction that may or may not be committed: the database says what holds.</summary>
    public bool IsUncertain => _isUncertain;

    /// <summary>Whether there is something to give back.</summary>
    public bool HasAny
    {
        get
        {
            lock (_gate)
            {
                return _held.Exists(lease => lease.Available > 0);
            }
        }
    }

    /// <summary>Signals that a transaction has failed.</summary>
    public void Doubt() => _isUncertain = true;

    /// <summary>Spends an estimate from the lease of each budget.</summary>
    /// <param name="balances">The budgets that count the call, each with its window.</param>
    /// <param name="estimate">The estimate.</param>
    /// <param name="at">The time.</param>
    /// <returns>The leases; null if one is not enough, and then nothing is spent.</returns>
    public IReadOnlyList<HeldLease>? TryCharge(IReadOnlyList<BudgetBalance> balances, long estimate, DateTimeOffset at)
    {
        if (balances.Count == 0)
        {
            return None;
        }

        var leases = new HeldLease[balances.Count];
        lock (_gate)
        {
            for (var place = 0; place < leases.Length; place++)
            {
                if (Find(balances[place]) is not { } lease || lease.Available < estimate)
                {
                    return null;
                }

                leases[place] = lease;
            }

            foreach (var lease in leases)
            {
                Spend(lease, estimate, at);
            }
        }

        return leases;
    }

    /// <summary>Gives an amount back to leases, as when a call cost less than was estimated; a negative amount is spent.</summary>
    /// <returns>Whether the ledger must know at once, because the budget is near its limit or an alert.</returns>
    public bool Return(IReadOnlyList<HeldLease> leases, long amount)
    {
        if (leases.Count == 0)
        {
            return false;
        }

        var isUrgent = false;
        lock (_gate)
        {
            foreach (var lease in leases)
            {
                lease.Available += lease.IsVoid ? 0 : amount;
                lease.Spent -= amount;
                lease.Slack += Math.Min(0, amount);
                isUrgent |= lease.IsTight || lease.Slack < 0;
            }
        }

        return isUrgent;
    }

    /// <summary>The lease of a balance; null if there is none that may be spent.</summary>
    public HeldLease? Of(BudgetBalance balance)
    {
        lock (_gate)
        {
            return Find(balance);
        }
    }

    /// <summary>What can be spent for a balance.</summary>
    public long AvailableFor(BudgetBalance balance)
    {
        lock (_gate)
        {
            return Math.Max(0, Find(balance)?.Available ?? 0);
        }
    }

    /// <summary>Takes what can be spent out of a lease, also what is promised beyond the calls of the transaction, to give it back to its budget.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="budget">Its budget as it is now.</param>
    public long TakeRest(HeldLease lease, CountedBudget budget)
    {
        lock (_gate)
        {
            lease.Budget = budget;
            var rest = Math.Max(0, lease.Available + lease.TakenAhead + lease.PromisedAhead);
            var ahead = Math.Min(rest, lease.PromisedAhead);
            lease.PromisedAhead -= ahead;
            lease.TakenAhead += ahead;
            lease.Available -= rest;
            lease.Granted -= rest;
            return rest;
        }
    }

    /// <summary>The leases that no call has used for a while, or whose period has ended.</summary>
    public IReadOnlyList<HeldLease> Unused(DateTimeOffset now)
    {
        lock (_gate)
        {
            return [.. _held.Where(lease => lease.Available > 0 && (now - lease.UsedAt).Duration() >= Idle)];
        }
    }

    /// <summary>The leases of which more should be fetched; each is given once, until <see cref="EndFetch"/>.</summary>
    public IReadOnlyList<HeldLease> ToFetch(IReadOnlyList<HeldLease> used, long estimate)
    {
        List<HeldLease>? found = null;
        lock (_gate)
        {
            foreach (var lease in used)
            {
                if (!lease.IsFetching && !lease.IsTight && !lease.IsVoid && lease.Available < Math.Max(estimate, lease.Ahead / 2))
                {
                    lease.IsFetching = true;
                    (found ??= []).Add(lease);
                }
            }
        }

        return found ?? None;
    }

    /// <summary>Ends a fetch.</summary>
    public void EndFetch(HeldLease lease)
    {
        lock (_gate)
        {
            lease.IsFetching = false;
        }
    }

    /// <summary>Notes a grant that is written and not committed yet.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="period">The time that it belongs to from now on.</param>
    /// <param name="amount">What is granted.</param>
    /// <param name="ahead">The part of it that the call does not need.</param>
    public void Promise(HeldLease lease, LeasePeriod period, long amount, long ahead)
    {
        lock (_gate)
        {
            lease.Period = period;
            lease.Promised += amount;
            lease.PromisedAhead += ahead;
            if (!_held.Contains(lease))
            {
                _held.Add(lease);
            }
        }
    }

    /// <summary>Lets a committed grant take effect.</summary>
    public void Apply(LeaseGiven given)
    {
        var lease = given.Lease;
        lock (_gate)
        {
            lease.Promised = Math.Max(0, lease.Promised - given.Size.Amount);
            var taken = Math.Min(lease.TakenAhead, given.Size.Amount - given.Charge);
            lease.TakenAhead -= taken;
            lease.PromisedAhead = Math.Max(0, lease.PromisedAhead - (given.Size.Amount - given.Charge - taken));
            lease.Granted += given.Size.Amount;
            lease.Available += lease.IsVoid ? 0 : given.Size.Amount;
            (lease.Ahead, lease.IsTight, lease.Slack) = (given.Size.Amount - given.Charge, given.Size.IsTight, given.Slack);

            // Calls that are granted together are one measure of the pace.
            if ((given.At - lease.GrantedAt).Duration() > OneMoment)
            {
                (lease.Spent, lease.GrantedAt) = (0, given.At);
            }

            if (given.Charge > 0)
            {
                Spend(lease, given.Charge, given.At);
            }
        }
    }

    /// <summary>Learns what the database holds after a failed transaction; to be called before anything else is written.</summary>
    /// <param name="stored">What was granted, by the id of the lease.</param>
    /// <returns>The ids of leases of which this process knows nothing.</returns>
    public IReadOnlyList<long> Reconcile(IReadOnlyDictionary<long, long> stored)
    {
        lock (_gate)
        {
            _isUncertain = false;
            foreach (var lease in _held)
            {
                if (stored.TryGetValue(lease.Id, out var granted))
                {
                    lease.Available += granted - lease.Granted;
                    (lease.Granted, lease.Promised, lease.PromisedAhead, lease.TakenAhead) = (granted, 0, 0, 0);
                }
            }

            VoidMissing([.. stored.Keys]);
            return [.. stored.Keys.Where(id => !_held.Exists(lease => lease.Id == id))];
        }
    }

    /// <summary>Takes leases out that are not in the database any more: another process or a person has taken them away.</summary>
    public void VoidMissing(IReadOnlyCollection<long> stored)
    {
        lock (_gate)
        {
            foreach (var lease in _held.Where(lease => !stored.Contains(lease.Id)))
            {
                MakeVoid(lease);
            }

            _held.RemoveAll(lease => lease.IsVoid);
        }
    }

    /// <summary>Marks a lease that was taken away.</summary>
    public void Void(HeldLease lease)
    {
        lock (_gate)
        {
            MakeVoid(lease);
            _held.Remove(lease);
        }
    }

    private HeldLease? Find(BudgetBalance balance)
    {
        foreach (var lease in _held)
        {
            if (lease.Budget.IsSameAs(balance.Budget) && lease.Period.IsSpendable(balance.Budget.Options.Period, balance.Window))
            {
                return lease;
            }
        }

        return null;
    }

    private static void MakeVoid(HeldLease lease) => (lease.IsVoid, lease.Available) = (true, Math.Min(0, lease.Available));

    private static void Spend(HeldLease lease, long amount, DateTimeOffset at)
    {
        lease.Available -= amount;
        lease.Spent += amount;
        lease.UsedAt = at;
    }
}
