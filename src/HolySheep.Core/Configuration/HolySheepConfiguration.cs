using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.Configuration;

/// <summary>A validated configuration: the file over the built-in configuration.</summary>
public sealed record HolySheepConfiguration
{
    internal const long DefaultCacheBytes = 256 * 1_048_576L;

    /// <summary>The file; null if only the built-in configuration applies.</summary>
    public string? File { get; init; }

    /// <summary>The environment variables that reading used, with their values; null for those that were not set.</summary>
    internal IReadOnlyDictionary<string, string?> Variables { get; init; } = new Dictionary<string, string?>();

    /// <summary>Providers by name.</summary>
    public required IReadOnlyDictionary<string, ProviderOptions> Providers { get; init; }

    /// <summary>The configuration of each model, by model id.</summary>
    public required IReadOnlyDictionary<string, ModelOptions> Models { get; init; }

    /// <summary>The fallback models of each model id, without built-in chains that a model's targets replace.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Chains { get; init; }

    /// <summary>The rules that choose a model, in the order in which they are tried.</summary>
    public IReadOnlyList<RuleOptions> Rules { get; init; } = [];

    /// <summary>The split of each model id.</summary>
    public IReadOnlyDictionary<string, SplitOptions> Splits { get; init; } = new Dictionary<string, SplitOptions>();

    /// <summary>The defaults for requests.</summary>
    public DefaultOptions Defaults { get; init; } = new();

    /// <summary>How long a failing target is not called.</summary>
    public HealthOptions Health { get; init; } = new();

    /// <summary>The network settings.</summary>
    public NetworkOptions Network { get; init; } = new();

    /// <summary>The budgets, in the file's order.</summary>
    public IReadOnlyList<BudgetOptions> Budgets { get; init; } = [];

    /// <summary>The programs that call a gateway, in the file's order.</summary>
    public IReadOnlyList<GatewayClientOptions> GatewayClients { get; init; } = [];

    /// <summary>The budgets, and those that the limits of a gateway's clients are.</summary>
    internal IReadOnlyList<BudgetOptions> BudgetsInForce => GatewayClients.Count == 0 ? Budgets : [.. Budgets, .. GatewayClients.SelectMany(client => client.Budgets)];

    /// <summary>What the ledger keeps.</summary>
    public LedgerOptions Ledger { get; init; } = new();

    /// <summary>The maximum size in bytes of all answers that are kept to be given again; those that were used least recently go first.</summary>
    /// <value>Default: 256 MB.</value>
    public long CacheMaxBytes { get; init; } = DefaultCacheBytes;

    /// <summary>Where health, limits and money are kept.</summary>
    public StateOptions State { get; init; } = new();

    /// <summary>The stored prompts by name, in any letter case.</summary>
    public IReadOnlyDictionary<string, TemplateOptions> Templates { get; init; } = new Dictionary<string, TemplateOptions>();

    /// <summary>Identifies a state of the file: the beginning of its hash; null without a file.</summary>
    public string? Revision { get; init; }

    /// <summary>The folder of stored keys; null if the configuration has no folder.</summary>
    internal string? KeyFolder { get; init; }

    /// <summary>The model catalog: the user's file over the shipped one.</summary>
    internal ModelCatalog Catalog { get => field ?? ModelCatalog.Embedded; init; }

    /// <summary>Resolves the spellings of models and providers.</summary>
    internal ModelNames Names => field is { } names && names.AreOf(this) ? names : field = new ModelNames(this);

    /// <summary>What the user should correct, one line each, such as unknown keys with the nearest known name.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The fallback models of a model.</summary>
    /// <exception cref="HolySheepException">The model has no chain.</exception>
    public IReadOnlyList<string> GetChain(string model) => Names.ChainOf(model) is { } name ? Chains[name] : throw NoChain(model);

    /// <summary>The budget with a name, in any letter case; null if it does not exist.</summary>
    public BudgetOptions? FindBudget(string name) => EntryName.Find(Budgets.Select(budget => budget.Name), name) is { } found ? Budgets.First(budget => budget.Name == found) : null;

    /// <summary>The budget with a name, in any letter case.</summary>
    /// <exception cref="HolySheepException">The budget does not exist.</exception>
    public BudgetOptions GetBudget(string name) => FindBudget(name) ?? throw UnknownBudget.Fault(name, [.. Budgets.Select(budget => budget.Name)]);

    /// <summary>The rule with a name, in any letter case.</summary>
    /// <exception cref="HolySheepException">No rule has this name.</exception>
    public RuleOptions GetRule(string name) => Rules.FirstOrDefault(rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase)) ?? throw new HolySheepException(
        ErrorCode.RuleUnknown,
        $"There is no rule '{name}'{NearestName.Suggest(name, Rules.Select(rule => rule.Name))}",
        CommandHint.SetRule(name));

    /// <summary>The template with a name, in any letter case.</summary>
    /// <exception cref="HolySheepException">No template has this name.</exception>
    public TemplateOptions GetTemplate(string name) => Templates.TryGetValue(name, out var template) ? template : throw new HolySheepException(
        ErrorCode.TemplateUnknown,
        $"There is no template '{name}'{NearestName.Suggest(name, Templates.Keys)}",
        CommandHint.SetTemplate(name));

    /// <summary>The split of a model.</summary>
    /// <exception cref="HolySheepException">The model has no split.</exception>
    public SplitOptions GetSplit(string model) => (Splits.TryGetValue(model, out var split) ? split : Splits.Values.FirstOrDefault(other => Names.AreSame(other.Model, model))) ?? throw new HolySheepException(
        ErrorCode.SplitUnknown,
        $"The model '{model}' has no split: it answers all its calls itself{NearestName.Suggest(model, Splits.Keys)}",
        CommandHint.SetSplit(model));

    /// <summary>The provider with a name.</summary>
    /// <exception cref="HolySheepException">No provider of this name is configured.</exception>
    public ProviderOptions GetProvider(string name) =>
        Providers.TryGetValue(Names.Provider(name) ?? name, out var provider) ? provider : throw UnknownProvider.Fault(name, this);

    /// <summary>The error about a model without a chain.</summary>
    internal HolySheepException NoChain(string model) => new(
        ErrorCode.ChainUnknown,
        $"The model '{model}' has no chain: no other model is tried after it{NearestName.Suggest(model, Chains.Keys)}",
        CommandHint.SetChain(model));
}
