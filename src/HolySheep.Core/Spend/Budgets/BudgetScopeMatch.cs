using System;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Names;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.Budgets;

/// <summary>Whether an attempt counts for a budget, under whichever of their names its scope calls model and provider.</summary>
internal sealed class BudgetScopeMatch
{
    private readonly BudgetScope _scope;
    private readonly ModelNames? _names;
    private readonly string _provider;
    private readonly string _tag;
    private readonly (string Provider, string Model)? _address;

    /// <param name="scope">The scope of the budget.</param>
    /// <param name="names">The names of the configuration; null takes every name as it is.</param>
    public BudgetScopeMatch(BudgetScope scope, ModelNames? names)
    {
        (_scope, _names) = (scope, names);
        _provider = names?.Provider(scope.Value) ?? scope.Value;
        _tag = AttemptTags.NameOf(scope.Value);
        _address = scope.Kind == BudgetScopeKind.Model ? names?.Address(scope.Value) : null;
    }

    public bool Covers(LedgerEntry entry) => _scope.Kind switch
    {
        BudgetScopeKind.Provider or BudgetScopeKind.Model => Covers(entry.Provider, entry.Model, entry.ModelSent),
        BudgetScopeKind.Tag => entry.Tags.Count > 0 && AttemptTags.NamesOf(entry.Tags).Contains(_tag),
        BudgetScopeKind.Job => entry.Job == _scope.Value,
        _ => true,
    };

    /// <summary>Whether a scope of a provider or a model covers what the ledger says of an attempt.</summary>
    /// <param name="provider">The provider that is called.</param>
    /// <param name="model">The chain's name of the model.</param>
    /// <param name="sent">The model id that is sent.</param>
    public bool Covers(string provider, string model, string sent) => _scope.Kind == BudgetScopeKind.Provider
        ? string.Equals(provider, _provider, StringComparison.OrdinalIgnoreCase)
        : IsModel(model) || IsModel(sent) || (_address is { } target && IsSame(provider, target.Provider) && IsSame(sent, target.Model));

    private bool IsModel(string name) => IsSame(name, _scope.Value) || _names?.IsSpellingOf(name, _scope.Value) == true;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
