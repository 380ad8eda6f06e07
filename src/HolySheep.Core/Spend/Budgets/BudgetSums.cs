using System;
using System.Collections.Generic;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Budgets;

/// <summary>Caches what budgets have spent and reserved in their current periods. The sums are read once and updated until another process writes.</summary>
internal sealed class BudgetSums
{
    private const string Within = " WHERE bucket >= $1 AND bucket <= $2";
    private const string UnderWay = " FROM attempts INDEXED BY attempts_open";
    private readonly Dictionary<string, (DateTimeOffset From, DateTimeOffset To, BudgetSum Sum)> _sums = new(StringComparer.Ordinal);
    private long _version = -1;
    private long _use = -1;
    private volatile bool _stale;

    /// <summary>Marks all sums as stale, as after a rollback. The next reader discards them, because this may run on another thread.</summary>
    public void Forget() => _stale = true;

    /// <summary>What a budget has spent and reserved; read in the transaction that uses it.</summary>
    public BudgetSum Of(DatabaseSession session, CountedBudget budget, BudgetWindow window)
    {
        ForgetWhatChanged(session);
        var options = budget.Options;
        if (!_sums.TryGetValue(options.Name, out var sum) || sum.From != window.Start)
        {
            // A rolling period includes calls that begin from now on.
            var to = options.Period.Kind == BudgetPeriodKind.RollingHours ? DateTimeOffset.MaxValue : window.End;
            sum = (window.Start, to, Read(session, budget, window));
            _sums[options.Name] = sum;
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
            if (_sums.TryGetValue(budget.Options.Name, out var sum) && sum.From <= entry.StartedAt && entry.StartedAt < sum.To && budget.Scope.Covers(entry))
            {
                _sums[budget.Options.Name] = sum with { Sum = new BudgetSum(sum.Sum.Settled + settled, sum.Sum.Reserved + reserved) };
            }
        }
    }

    private void ForgetWhatChanged(DatabaseSession session)
    {
        if (session.Use != _use)
        {
            // Once per transaction: no other process writes during it.
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

    /// <summary>Reads from the ledger what was spent and reserved in a window.</summary>
    public static BudgetSum Read(DatabaseSession session, CountedBudget budget, BudgetWindow window)
    {
        var (scope, period) = (budget.Options.Scope, budget.Options.Period);
        var reserved = SumOf(session, "amount", "state = 0", budget, window);
        return scope.Kind switch
        {
            BudgetScopeKind.Provider or BudgetScopeKind.Model => new BudgetSum(SumOfNames(session, "SELECT sum(amount) FROM spend" + Within, budget, window), reserved),
            BudgetScopeKind.Tag => new BudgetSum(
                Sum(session, "SELECT sum(amount) FROM spend_tags" + Within + " AND tag IN ($3, $4)", period, window, AttemptTags.NameOf(scope.Value), scope.Value), reserved),
            BudgetScopeKind.Job => new BudgetSum(Sum(session, "SELECT sum(amount) FROM spend" + Within + " AND job = $3", period, window, scope.Value), reserved),
            _ => new BudgetSum(Sum(session, "SELECT sum(amount) FROM spend" + Within, period, window), reserved),
        };
    }

    /// <summary>A sum over attempts under way that a budget counts in a window.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="what">What is added up.</param>
    /// <param name="which">The condition, which says that they are under way.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="window">The window.</param>
    public static long SumOf(DatabaseSession session, string what, string which, CountedBudget budget, BudgetWindow window)
    {
        var (condition, values) = Counted(budget, window);
        return (long)(session.Scalar($"SELECT sum({what}){UnderWay}{Within} AND {which}{condition}", values) ?? 0L);
    }

    /// <summary>Changes the attempts under way that a budget counts in a window.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="change">What is set.</param>
    /// <param name="which">The condition, which says that they are under way.</param>
    /// <param name="budget">The budget.</param>
    /// <param name="window">The window.</param>
    public static void Change(DatabaseSession session, string change, string which, CountedBudget budget, BudgetWindow window)
    {
        var (condition, values) = Counted(budget, window);
        session.Execute($"UPDATE attempts SET {change}{Within} AND {which}{condition}", values);
    }

    /// <summary>Which attempts under way a budget counts; names with non-ASCII letters from earlier versions count only under the exact spelling of the scope.</summary>
    private static (string Sql, object[] Values) Counted(CountedBudget budget, BudgetWindow window)
    {
        var (scope, period) = (budget.Options.Scope, budget.Options.Period);
        object[] within = [BucketNumber.Of(window.Start), LastBucket(period, window)];
        switch (scope.Kind)
        {
            case BudgetScopeKind.Provider or BudgetScopeKind.Model:
                var (condition, names) = budget.Scope.Condition(3);
                return (" AND " + condition, [.. within, .. names]);
            case BudgetScopeKind.Tag:
                return (" AND id IN (SELECT attempt FROM attempt_tags WHERE tag IN ($3, $4))", [.. within, AttemptTags.NameOf(scope.Value), scope.Value]);
            case BudgetScopeKind.Job:
                return (" AND job = $3", [.. within, scope.Value]);
            default:
                return ("", within);
        }
    }

    /// <summary>The ledger keeps names as they were sent; only the configuration knows which of them a scope means.</summary>
    private static long SumOfNames(DatabaseSession session, string select, CountedBudget budget, BudgetWindow window)
    {
        var (condition, values) = budget.Scope.Condition(3);
        return Sum(session, $"{select} AND {condition}", budget.Options.Period, window, [.. values]);
    }

    private static long Sum(DatabaseSession session, string sql, BudgetPeriod period, BudgetWindow window, params object[] names) =>
        (long)(session.Scalar(sql, [BucketNumber.Of(window.Start), LastBucket(period, window), .. names]) ?? 0L);

    // A rolling period ends now: it includes calls that others began meanwhile, but nothing with a later time, as after a clock was set back.
    private static long LastBucket(BudgetPeriod period, BudgetWindow window) =>
        period.Kind == BudgetPeriodKind.RollingHours ? BucketNumber.Of(window.End) + 1 : BucketNumber.Of(window.End.AddTicks(-1));
}
