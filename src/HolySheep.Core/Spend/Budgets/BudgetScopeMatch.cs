using System;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.Budgets;

/// <summary>Decides whether a budget counts an attempt, whichever of a model's or provider's names its scope uses.</summary>
internal sealed class BudgetScopeMatch
{
    private readonly BudgetScope _scope;

    /// <param name="scope">The scope of the budget.</param>
    /// <param name="names">The names of the configuration; null uses every name unchanged.</param>
    public BudgetScopeMatch(BudgetScope scope, ModelNames? names)
    {
        _scope = scope;
        Provider = names?.Provider(scope.Value) ?? scope.Value;
        Tag = AttemptTags.NameOf(scope.Value);
        Model = scope.Kind == BudgetScopeKind.Model ? new ModelMatch(scope.Value, names) : null;
    }

    /// <summary>The name of the provider that a scope of a provider means.</summary>
    public string Provider { get; }

    /// <summary>The tag of a scope of a tag, in the letter case in which tags are compared.</summary>
    public string Tag { get; }

    /// <summary>The model that a scope of a model means; null for other scopes.</summary>
    public ModelMatch? Model { get; }

    public bool Covers(LedgerEntry entry) => _scope.Kind switch
    {
        BudgetScopeKind.Provider => string.Equals(entry.Provider, Provider, StringComparison.OrdinalIgnoreCase),
        BudgetScopeKind.Model => Model!.Covers(entry.Provider, entry.Model, entry.ModelSent),
        BudgetScopeKind.Tag => entry.Tags.Count > 0 && AttemptTags.NamesOf(entry.Tags).Contains(Tag),
        BudgetScopeKind.Job => entry.Job == _scope.Value,
        _ => true,
    };
}
