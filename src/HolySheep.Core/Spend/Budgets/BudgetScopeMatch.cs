using System.Linq;
using HolySheep.Configuration;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.Budgets;

/// <summary>Whether an attempt counts for a budget.</summary>
internal static class BudgetScopeMatch
{
    public static bool Covers(this BudgetScope scope, LedgerEntry entry) => scope.Kind switch
    {
        BudgetScopeKind.Provider => entry.Provider == scope.Value,
        BudgetScopeKind.Model => entry.Model == scope.Value || entry.ModelSent == scope.Value,
        BudgetScopeKind.Tag => AttemptTags.NamesOf(entry.Tags).Contains(scope.Value),
        BudgetScopeKind.Job => entry.Job == scope.Value,
        _ => true,
    };
}
