using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration.Names;

/// <summary>Finds budgets, rules and splits that no call can match, and names that differ only in letter case.</summary>
internal static class NameChecks
{
    /// <summary>What the user should correct, one line each.</summary>
    public static IReadOnlyList<string> Find(HolySheepConfiguration configuration) =>
    [
        .. configuration.Budgets.Select(budget => OfBudget(budget, configuration)).OfType<string>(),
        .. configuration.Rules.SelectMany(rule => rule.Models.Where(model => !configuration.Names.IsKnown(model))
            .Select(model => $"The rule '{rule.Name}' applies to calls that ask for '{model}', {Unknown(model, configuration)}")),
        .. configuration.Splits.Keys.Where(model => !configuration.Names.IsKnown(model))
            .Select(model => $"The split of '{model}' applies to calls that ask for '{model}', {Unknown(model, configuration)}"),
        .. Doubles("providers", configuration.Providers.Keys),
        .. Doubles("models", configuration.Models.Keys),
        .. Doubles("chains", configuration.Chains.Keys),
        .. Doubles("splits", configuration.Splits.Keys),
        .. Doubles("budgets", configuration.Budgets.Select(budget => budget.Name)),
    ];

    private static string? OfBudget(BudgetOptions budget, HolySheepConfiguration configuration) => budget.Scope switch
    {
        { Kind: BudgetScopeKind.Provider, Value: var provider } when configuration.Names.Provider(provider) is null =>
            $"The budget '{budget.Name}' counts calls of the provider '{provider}', which is not configured: it counts nothing{NearestName.Suggest(provider, configuration.Providers.Keys)}",
        { Kind: BudgetScopeKind.Model, Value: var model } when !configuration.Names.IsKnown(model) =>
            $"The budget '{budget.Name}' counts calls of the model '{model}', {Unknown(model, configuration)}",
        _ => null,
    };

    private static string Unknown(string model, HolySheepConfiguration configuration) =>
        $"which is neither configured nor in the catalogue: no other name means it{NearestName.Suggest(model, NearestModel.Known(configuration))}";

    private static IEnumerable<string> Doubles(string section, IEnumerable<string> names) => names
        .GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(same => same.Count() > 1)
        .Select(same => $"The {section} {string.Join(" and ", same.Select(name => $"'{name}'"))} differ only in letter case: a name in another case means the first");
}
