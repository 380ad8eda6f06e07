using System;
using System.Collections.Generic;
using HolySheep.Configuration;
using HolySheep.Errors;

namespace HolySheep.Spend.Budgets;

/// <summary>The limits of budgets as the configuration has them now: who lowers one to stop a job that runs is heard. From any thread.</summary>
/// <param name="readChange">Reads the configuration again if it has changed; null if it has not.</param>
/// <param name="time">The clock.</param>
internal sealed class BudgetLimits(Func<HolySheepConfiguration?> readChange, TimeProvider time)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private readonly object _gate = new();
    private Dictionary<string, decimal>? _changed;
    private long _lookedAt = time.GetTimestamp();

    /// <summary>The limit of a budget in USD since a change of the configuration; null if there was no change, or if it left the budget out.</summary>
    public decimal? Of(string budget)
    {
        lock (_gate)
        {
            if (time.GetElapsedTime(_lookedAt) >= BetweenLooks)
            {
                _lookedAt = time.GetTimestamp();
                Look();
            }

            return _changed is not null && _changed.TryGetValue(budget, out var limit) ? limit : null;
        }
    }

    private void Look()
    {
        try
        {
            if (readChange() is { } now)
            {
                _changed = [];
                foreach (var budget in now.BudgetsInForce)
                {
                    _changed[budget.Name] = budget.Limit;
                }
            }
        }
        catch (HolySheepException)
        {
            // What is being written may not be valid yet; until it is, the limits stay.
        }
    }
}
