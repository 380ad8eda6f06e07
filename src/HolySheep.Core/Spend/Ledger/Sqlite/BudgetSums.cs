using System;
using System.Collections.Generic;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Caches what budgets have spent and reserved in their current periods. The sums are read once and updated until another process writes.</summary>
internal sealed class BudgetSums
{
    private readonly Dictionary<string, (DateTimeOffset From, DateTimeOffset To, BudgetSum Sum)> _sums = new(StringComparer.Ordinal);
    private long _version = -1;
    private long _use = -1;
    private volatile bool _stale;

    /// <summary>Marks all sums as stale, as after a rollback. The next reader discards them, because this may run on another thread.</summary>
    public void Forget() => _stale = true;

    /// <summary>What a budget has spent and reserved; read in the transaction that uses it.</summary>
    public BudgetSum Of(ISqlSession session, CountedBudget budget, BudgetWindow window)
    {
        ForgetWhatChanged(session);
        var options = budget.Options;
        if (!_sums.TryGetValue(budget.Setting, out var sum) || sum.From != window.Start)
        {
            // A rolling period includes calls that begin from now on.
            var to = options.Period.Kind == BudgetPeriodKind.RollingHours ? DateTimeOffset.MaxValue : window.End;
            sum = (window.Start, to, BudgetRows.Read(session, budget, window));
            _sums[budget.Setting] = sum;
        }

        return sum.Sum;
    }

    /// <summary>Adds a change of this process.</summary>
    /// <param name="budgets">The budgets.</param>
    /// <param name="entry">The attempt that was booked or settled.</param>
    /// <param name="settled">The amount added to what is spent.</param>
    /// <param name="reserved">The amount added to what is reserved; below 0 at settlement.</param>
    public void Add(IReadOnlyList<CountedBudget> budgets, LedgerEntry entry, long settled, long reserved)
    {
        foreach (var budget in budgets)
        {
            if (_sums.TryGetValue(budget.Setting, out var sum) && sum.From <= entry.StartedAt && entry.StartedAt < sum.To && budget.Scope.Covers(entry))
            {
                _sums[budget.Setting] = sum with { Sum = new BudgetSum(sum.Sum.Settled + settled, sum.Sum.Reserved + reserved) };
            }
        }
    }

    private void ForgetWhatChanged(ISqlSession session)
    {
        if (session.Use != _use)
        {
            // Once per transaction: no other process writes during it.
            var version = session.ReadChangeStamp();
            if (version != _version)
            {
                _stale = true;
            }

            (_use, _version) = (session.Use, version);
        }

        if (_stale)
        {
            _stale = false;
            _sums.Clear();
        }
    }
}
