using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Budgets;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>Reads from the ledger what budgets count.</summary>
internal static class BudgetRows
{
    private const string Within = " WHERE bucket >= $1 AND bucket <= $2";
    private const string UnderWay = " FROM attempts INDEXED BY attempts_open";

    /// <summary>What was spent and reserved in a window.</summary>
    public static BudgetSum Read(ISqlSession session, CountedBudget budget, BudgetWindow window)
    {
        var (scope, period) = (budget.Options.Scope, budget.Options.Period);
        var reserved = SumOf(session, "amount", "state = 0", budget, window);
        return scope.Kind switch
        {
            BudgetScopeKind.Provider or BudgetScopeKind.Model => new BudgetSum(SumOfNames(session, "SELECT sum(amount) FROM spend" + Within, budget, window), reserved),
            BudgetScopeKind.Tag => new BudgetSum(
                Sum(session, "SELECT sum(amount) FROM spend_tags" + Within + " AND tag IN ($3, $4)", period, window, budget.Scope.Tag, scope.Value), reserved),
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
    public static long SumOf(ISqlSession session, string what, string which, CountedBudget budget, BudgetWindow window)
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
    public static void Change(ISqlSession session, string change, string which, CountedBudget budget, BudgetWindow window)
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
                var (condition, names) = Named(budget);
                return (" AND " + condition, [.. within, .. names]);
            case BudgetScopeKind.Tag:
                return (" AND id IN (SELECT attempt FROM attempt_tags WHERE tag IN ($3, $4))", [.. within, budget.Scope.Tag, scope.Value]);
            case BudgetScopeKind.Job:
                return (" AND job = $3", [.. within, scope.Value]);
            default:
                return ("", within);
        }
    }

    /// <summary>The ledger keeps names as they were sent; only the configuration knows which of them a scope means.</summary>
    private static long SumOfNames(ISqlSession session, string select, CountedBudget budget, BudgetWindow window)
    {
        var (condition, values) = Named(budget);
        return Sum(session, $"{select} AND {condition}", budget.Options.Period, window, [.. values]);
    }

    /// <summary>The condition for the rows of a scope of a provider or a model; its parameters begin with the third.</summary>
    private static (string Sql, IReadOnlyList<string> Values) Named(CountedBudget budget)
    {
        const int First = 3;
        if (budget.Scope.Model is not { } model)
        {
            return (FormattableString.Invariant($"provider = ${First} COLLATE NOCASE"), [budget.Scope.Provider]);
        }

        // Names in the condition: this reads a month of rows six times faster than a sum by name.
        var values = model.Spellings;
        var list = string.Join(", ", values.Select((_, place) => FormattableString.Invariant($"${First + place}")));
        var sql = $"model COLLATE NOCASE IN ({list}) OR model_sent COLLATE NOCASE IN ({list})";
        if (model.Address is not { } target)
        {
            return ($"({sql})", values);
        }

        sql += FormattableString.Invariant($" OR (provider = ${First + values.Count} COLLATE NOCASE AND model_sent = ${First + values.Count + 1} COLLATE NOCASE)");
        return ($"({sql})", [.. values, target.Provider, target.Model]);
    }

    private static long Sum(ISqlSession session, string sql, BudgetPeriod period, BudgetWindow window, params object[] names) =>
        (long)(session.Scalar(sql, [BucketNumber.Of(window.Start), LastBucket(period, window), .. names]) ?? 0L);

    // A rolling period ends now: it includes calls that others began meanwhile, but nothing with a later time, as after a clock was set back.
    private static long LastBucket(BudgetPeriod period, BudgetWindow window) =>
        period.Kind == BudgetPeriodKind.RollingHours ? BucketNumber.Of(window.End) + 1 : BucketNumber.Of(window.End.AddTicks(-1));
}
