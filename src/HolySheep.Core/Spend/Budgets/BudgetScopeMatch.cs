using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Ledger;

namespace HolySheep.Spend.Budgets;

/// <summary>Decides whether a budget counts an attempt, whichever of a model's or provider's names its scope uses.</summary>
internal sealed class BudgetScopeMatch
{
    private readonly BudgetScope _scope;
    private readonly ModelNames? _names;
    private readonly string _provider;
    private readonly string _tag;
    private readonly (string Provider, string Model)? _address;
    private IReadOnlyList<string>? _spellings;

    /// <param name="scope">The scope of the budget.</param>
    /// <param name="names">The names of the configuration; null uses every name unchanged.</param>
    public BudgetScopeMatch(BudgetScope scope, ModelNames? names)
    {
        (_scope, _names) = (scope, names);
        _provider = names?.Provider(scope.Value) ?? scope.Value;
        _tag = AttemptTags.NameOf(scope.Value);
        _address = scope.Kind == BudgetScopeKind.Model ? names?.Address(scope.Value) : null;
    }

    /// <summary>The name of the provider that a scope of a provider means.</summary>
    public string Provider => _provider;

    /// <summary>The tag of a scope of a tag, in the letter case in which tags are compared.</summary>
    public string Tag => _tag;

    /// <summary>The names of the model that a scope of a model means.</summary>
    public IReadOnlyList<string> Spellings => _spellings ??= _names?.SpellingsOf(_scope.Value) ?? [_scope.Value];

    /// <summary>The provider and its model that a scope of a model names together; null if it names a model alone.</summary>
    public (string Provider, string Model)? Address => _address;

    public bool Covers(LedgerEntry entry) => _scope.Kind switch
    {
        BudgetScopeKind.Provider => IsSame(entry.Provider, _provider),
        BudgetScopeKind.Model => IsModel(entry.Model) || IsModel(entry.ModelSent) || (_address is { } target && IsSame(entry.Provider, target.Provider) && IsSame(entry.ModelSent, target.Model)),
        BudgetScopeKind.Tag => entry.Tags.Count > 0 && AttemptTags.NamesOf(entry.Tags).Contains(_tag),
        BudgetScopeKind.Job => entry.Job == _scope.Value,
        _ => true,
    };

    private bool IsModel(string name) => IsSame(name, _scope.Value) || _names?.IsSpellingOf(name, _scope.Value) == true;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
