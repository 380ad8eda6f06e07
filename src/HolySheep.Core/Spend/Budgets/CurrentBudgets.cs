using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Spend.Budgets;

/// <summary>The budgets as the configuration has them now: who adds one, or lowers its limit, to stop a job that runs is heard. From any thread.</summary>
internal sealed class CurrentBudgets
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly Func<HolySheepConfiguration?>? _readChange;
    private IReadOnlyList<CountedBudget> _now;
    private long _lookedAt;

    /// <param name="budgets">The budgets at the beginning.</param>
    /// <param name="names">The names of the configuration; null uses every name unchanged.</param>
    /// <param name="readChange">Reads the configuration again if it has changed, and gives null if it has not; null follows no changes.</param>
    /// <param name="time">The clock.</param>
    public CurrentBudgets(IReadOnlyList<BudgetOptions> budgets, ModelNames? names, Func<HolySheepConfiguration?>? readChange, TimeProvider time)
    {
        (_readChange, _time, _lookedAt) = (readChange, time, time.GetTimestamp());
        _now = Counted(budgets, names);
    }

    /// <summary>The budgets in force. A list that was given does not change.</summary>
    public IReadOnlyList<CountedBudget> Now
    {
        get
        {
            if (_readChange is null)
            {
                return _now;
            }

            lock (_gate)
            {
                if (_time.GetElapsedTime(_lookedAt) >= BetweenLooks)
                {
                    _lookedAt = _time.GetTimestamp();
                    Look(_readChange);
                }

                return _now;
            }
        }
    }

    private void Look(Func<HolySheepConfiguration?> readChange)
    {
        try
        {
            if (readChange() is { } changed)
            {
                _now = Counted(changed.BudgetsInForce, changed.Names);
            }
        }
        catch (HolySheepException)
        {
            // What is being written may not be valid yet; until it is, the budgets stay.
        }
    }

    private static IReadOnlyList<CountedBudget> Counted(IReadOnlyList<BudgetOptions> budgets, ModelNames? names) => [.. budgets.Select(budget => new CountedBudget(budget, names))];
}
