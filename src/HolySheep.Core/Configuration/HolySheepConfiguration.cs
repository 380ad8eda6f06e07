using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>A validated configuration: the file over the built-ins.</summary>
public sealed record HolySheepConfiguration
{
    /// <summary>The file, null where only the built-ins hold.</summary>
    public string? File { get; init; }

    /// <summary>Providers by name.</summary>
    public required IReadOnlyDictionary<string, ProviderOptions> Providers { get; init; }

    /// <summary>What is configured per model, by model id.</summary>
    public required IReadOnlyDictionary<string, ModelOptions> Models { get; init; }

    /// <summary>Per model id, the models that come after it; a built-in chain that a model's targets rule out is not here.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Chains { get; init; }

    /// <summary>The rules that choose a model, in the order in which they are tried.</summary>
    public IReadOnlyList<RuleOptions> Rules { get; init; } = [];

    /// <summary>Per model id, how its calls are shared out.</summary>
    public IReadOnlyDictionary<string, SplitOptions> Splits { get; init; } = new Dictionary<string, SplitOptions>();

    /// <summary>What holds where a request says nothing.</summary>
    public DefaultOptions Defaults { get; init; } = new();

    /// <summary>How long a failing target is left alone.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>How the network is reached.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>Limits on what calls may cost, in the file's order.</summary>
    public IReadOnlyList<BudgetOptions> Budgets { get; init; } = [];

    /// <summary>What the ledger keeps.</summary>
    public LedgerOptions Ledger { get; init; } = new();

    /// <summary>Tells one state of the file from another: the beginning of its hash; null without a file.</summary>
    public string? Revision { get; init; }

    /// <summary>What is known of models: the user's file over what ships with the module.</summary>
    internal ModelCatalog Catalog { get => field ?? ModelCatalog.Embedded; init; }

    /// <summary>Brings the spellings of models and providers to one.</summary>
    internal ModelNames Names => field is { } names && names.AreOf(this) ? names : field = new ModelNames(this);

    /// <summary>What the user should mend, one line each: unknown keys with the nearest known name.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The models that come after a model.</summary>
    /// <exception cref="HolySheepException">It has no chain.</exception>
    public IReadOnlyList<string> GetChain(string model) => Names.ChainOf(model) is { } name ? Chains[name] : throw new HolySheepException(
        ErrorCode.ChainUnknown,
        $"The model '{model}' has no chain: nothing is tried after it{NearestName.Suggest(model, Chains.Keys)}",
        CommandHint.SetChain(model));

    /// <summary>The budget of a name.</summary>
    /// <exception cref="HolySheepException">There is none.</exception>
    public BudgetOptions GetBudget(string name) =>
        Budgets.FirstOrDefault(budget => string.Equals(budget.Name, name, System.StringComparison.OrdinalIgnoreCase)) ?? throw UnknownBudget.Fault(name, [.. Budgets.Select(budget => budget.Name)]);

    /// <summary>The rule of a name; upper and lower case are the same.</summary>
    /// <exception cref="HolySheepException">No rule has this name.</exception>
    public RuleOptions GetRule(string name) => Rules.FirstOrDefault(rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new HolySheepException(
        ErrorCode.RuleUnknown,
        $"There is no rule '{name}'{NearestName.Suggest(name, Rules.Select(rule => rule.Name))}",
        CommandHint.SetRule(name));

    /// <summary>The split of a model.</summary>
    /// <exception cref="HolySheepException">It has none.</exception>
    public SplitOptions GetSplit(string model) => (Splits.TryGetValue(model, out var split) ? split : Splits.Values.FirstOrDefault(other => Names.AreSame(other.Model, model))) ?? throw new HolySheepException(
        ErrorCode.SplitUnknown,
        $"The model '{model}' has no split: all its calls stay with it{NearestName.Suggest(model, Splits.Keys)}",
        CommandHint.SetSplit(model));

    /// <summary>The provider of a name.</summary>
    /// <exception cref="HolySheepException">No provider of this name is configured.</exception>
    public ProviderOptions GetProvider(string name) =>
        Providers.TryGetValue(Names.Provider(name) ?? name, out var provider) ? provider : throw UnknownProvider.Fault(name, this);
}
