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

    /// <summary>The SQL condition for the rows that count, with parameters numbered from a start; for a scope of a provider or a model.</summary>
    public (string Sql, IReadOnlyList<string> Values) Condition(int first)
    {
        if (_scope.Kind == BudgetScopeKind.Provider)
        {
            return (FormattableString.Invariant($"provider = ${first} COLLATE NOCASE"), [_provider]);
        }

        // Names in the condition: this reads a month of rows six times faster than a sum by name.
        var values = _spellings ??= _names?.SpellingsOf(_scope.Value) ?? [_scope.Value];
        var list = string.Join(", ", values.Select((_, place) => FormattableString.Invariant($"${first + place}")));
        var sql = $"model COLLATE NOCASE IN ({list}) OR model_sent COLLATE NOCASE IN ({list})";
        if (_address is not { } target)
        {
            return ($"({sql})", values);
        }

        sql += FormattableString.Invariant($" OR (provider = ${first + values.Count} COLLATE NOCASE AND model_sent = ${first + values.Count + 1} COLLATE NOCASE)");
        return ($"({sql})", [.. values, target.Provider, target.Model]);
    }

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
