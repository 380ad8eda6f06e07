using System;
using System.Collections.Generic;
using HolySheep.Configuration;
using HolySheep.Spend.Ledger;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Budgets;

/// <summary>What is spent and reserved in the current period of budgets: read once, then kept along until another process writes.</summary>
internal sealed class BudgetSums
{
    private const string Within = " WHERE bucket >= $1 AND bucket <= $2";
    private readonly Dictionary<string, (DateTimeOffset From, DateTimeOffset To, long Units)> _sums = new(StringComparer.Ordinal);
    private long _version = -1;
    private long _use = -1;
    private volatile bool _stale;

    /// <summary>Forgets all sums, as after a change that was taken back; the next who reads them does it, since this may be another thread.</summary>
    public void Forget() => _stale = true;

    /// <summary>What a budget has spent and reserved, in units; read within the transaction that goes by it.</summary>
    public long Spent(DatabaseSession session, BudgetOptions budget, BudgetWindow window)
    {
        ForgetWhatChanged(session);
        if (!_sums.TryGetValue(budget.Name, out var sum) || sum.From != window.Start)
        {
            // What begins from now on belongs to a rolling period too.
            var to = budget.Period.Kind == BudgetPeriodKind.RollingHours ? DateTimeOffset.MaxValue : window.End;
            sum = (window.Start, to, Read(session, budget.Scope, window));
            _sums[budget.Name] = sum;
        }

        return sum.Units;
    }

    /// <summary>Counts a change of our own.</summary>
    public void Add(IReadOnlyList<BudgetOptions> budgets, LedgerEntry entry, long units)
    {
        foreach (var budget in budgets)
        {
            if (_sums.TryGetValue(budget.Name, out var sum) && sum.From <= entry.StartedAt && entry.StartedAt < sum.To && budget.Scope.Covers(entry))
            {
                _sums[budget.Name] = sum with { Units = sum.Units + units };
            }
        }
    }

    private void ForgetWhatChanged(DatabaseSession session)
    {
        if (session.Use != _use)
        {
            // Once a transaction: within it nobody else writes.
            var version = (long)session.Scalar("PRAGMA data_version")!;
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

    /// <summary>What the ledger says was spent and reserved in a window, in units: what is over, and what is under way.</summary>
    public static long Read(DatabaseSession session, BudgetScope scope, BudgetWindow window)
    {
        var filter = scope.Kind switch
        {
            BudgetScopeKind.Provider => " AND provider = $3",
            BudgetScopeKind.Model => " AND (model = $3 OR model_sent = $3)",
            BudgetScopeKind.Job => " AND job = $3",
            BudgetScopeKind.Tag => " AND tag = $3",
            _ => "",
        };
        var tagged = scope.Kind == BudgetScopeKind.Tag;
        var over = "SELECT sum(amount) FROM " + (tagged ? "spend_tags" : "spend") + Within + filter;
        var underWay = "SELECT sum(amount) FROM attempts INDEXED BY attempts_open" + (tagged ? " JOIN attempt_tags ON attempt = id" : "") + Within + " AND state = 0" + filter;
        return Sum(session, over, scope, window) + Sum(session, underWay, scope, window);
    }

    private static long Sum(DatabaseSession session, string sql, BudgetScope scope, BudgetWindow window)
    {
        var first = BucketNumber.Of(window.Start);
        var last = BucketNumber.Of(window.End.AddTicks(-1));
        var sum = scope.Kind == BudgetScopeKind.All ? session.Scalar(sql, first, last) : session.Scalar(sql, first, last, scope.Value);
        return (long)(sum ?? 0L);
    }
}
