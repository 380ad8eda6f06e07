using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Configuration.Presets;
using HolySheep.Configuration.Settings;
using HolySheep.Errors;

namespace HolySheep.Configuration.Names;

/// <summary>The names that are known locally, for completion. A file that cannot be read counts as missing.</summary>
public sealed class KnownNames
{
    private static readonly HolySheepConfiguration BuiltIn = new()
    {
        Providers = new Dictionary<string, ProviderOptions>(),
        Models = new Dictionary<string, ModelOptions>(),
        Chains = BuiltInConfiguration.Chains,
    };

    private readonly HolySheepConfiguration _configuration;

    private KnownNames(HolySheepConfiguration configuration) => _configuration = configuration;

    /// <summary>Reads the names of a configuration; never fails.</summary>
    /// <param name="configPath">The file; null means the usual places.</param>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    public static KnownNames Read(string? configPath, Func<string, string?>? environment = null)
    {
        try
        {
            return new KnownNames(new ConfigurationFile(configPath, environment).Read());
        }
        catch (HolySheepException)
        {
            return new KnownNames(BuiltIn);
        }
    }

    /// <summary>The models: configured ones, those with a chain, the catalogue's; then other spellings.</summary>
    public IReadOnlyList<KnownName> Models => Distinct(
        Ids.Select(id => new KnownName(id, Note(id))),
        _configuration.Catalog.Offered.SelectMany(entry => entry.Aliases.Select(alias => new KnownName(alias, "another spelling of " + entry.Id))));

    /// <summary>The model that is asked if none is named.</summary>
    public string DefaultModel => _configuration.Defaults.Model;

    /// <summary>The models that the file configures.</summary>
    public IReadOnlyList<KnownName> ConfiguredModels => [.. _configuration.Models.OrderBy(model => model.Key, StringComparer.Ordinal)
        .Select(model => new KnownName(model.Key, model.Value.Targets.Count > 0 ? string.Join(", ", model.Value.Targets) : "no targets of its own"))];

    /// <summary>The models that have a chain.</summary>
    public IReadOnlyList<KnownName> Chains => Distinct(_configuration.Chains.Keys.OrderBy(id => id, StringComparer.Ordinal).Select(id => new KnownName(id, Note(id))));

    /// <summary>The rules.</summary>
    public IReadOnlyList<KnownName> Rules => [.. _configuration.Rules.Select(rule => new KnownName(rule.Name, "asks " + (rule.Model ?? string.Join(", ", rule.Chain))))];

    /// <summary>The templates.</summary>
    public IReadOnlyList<KnownName> Templates => [.. _configuration.Templates.Values.OrderBy(template => template.Name, StringComparer.Ordinal).Select(template => new KnownName(template.Name, template.Prompt ?? template.System ?? "no prompt of its own"))];

    /// <summary>The settings; those of the clients of the gateway by their names.</summary>
    public IReadOnlyList<KnownName> Settings => [.. SettingKey.Sections.SelectMany(section => section.Leaves(_ => _configuration.GatewayClients.Select(client => client.Name))).Select(key => new KnownName(key.Name, key.Text))];

    /// <summary>The models that have a split.</summary>
    public IReadOnlyList<KnownName> Splits => [.. _configuration.Splits.Values.OrderBy(split => split.Model, StringComparer.Ordinal).Select(split => new KnownName(split.Model, string.Join(", ", split.To)))];

    /// <summary>The providers.</summary>
    public IReadOnlyList<KnownName> Providers => Distinct(
        _configuration.Providers.Values.OrderBy(provider => provider.Name, StringComparer.Ordinal).Select(provider => new KnownName(provider.Name, $"{provider.Kind} {provider.BaseUrl}")),
        [new KnownName(BuiltInConfiguration.ProviderName, "the built-in provider")]);

    /// <summary>The presets of providers.</summary>
    public static IReadOnlyList<KnownName> Presets => [.. KnownPresets.All.Select(preset => new KnownName(preset.Name, $"{preset.Vendor}, {preset.BaseUrl}"))];

    /// <summary>The budgets.</summary>
    public IReadOnlyList<KnownName> Budgets => Distinct(_configuration.Budgets.Select(budget => new KnownName(budget.Name, FormattableString.Invariant($"{budget.Limit} USD a {budget.Period}, {budget.Scope}"))));

    /// <summary>The regions of the providers.</summary>
    public IReadOnlyList<KnownName> Regions => Distinct(_configuration.Providers.Values.Where(provider => provider.Region is not null).GroupBy(provider => provider.Region!)
        .OrderBy(region => region.Key, StringComparer.Ordinal).Select(region => new KnownName(region.Key, "the region of " + string.Join(", ", region.Select(provider => provider.Name)))));

    /// <summary>Targets at a provider, as <c>provider/model</c>: the configured ones, then every model that it might serve.</summary>
    public IReadOnlyList<KnownName> TargetsAt(string provider) => Distinct(
        Targets.Where(target => target.StartsWith(provider + "/", StringComparison.Ordinal)).Select(target => new KnownName(target, "a configured target")),
        Ids.Select(id => new KnownName(provider + "/" + id, "may be served there")));

    private IEnumerable<string> Chained => _configuration.Chains.Keys.Concat(_configuration.Chains.Values.SelectMany(chain => chain));

    private IEnumerable<string> Ids =>
        _configuration.Models.Keys.Concat(Chained).Where(id => !IsTarget(id)).OrderBy(id => id, StringComparer.Ordinal)
            .Concat(_configuration.Catalog.Offered.Select(entry => entry.Id));

    private IEnumerable<string> Targets =>
        _configuration.Models.Values.SelectMany(model => model.Targets).Select(target => target.ToString()).Concat(Chained.Where(IsTarget));

    // As in routing, only the name of a configured provider before '/' is a provider.
    private bool IsTarget(string id) => _configuration.Names.Address(id) is not null;

    private string Note(string id) =>
        _configuration.Chains.TryGetValue(id, out var chain) && chain.Count > 0 ? "falls back to " + string.Join(", ", chain)
        : _configuration.Catalog.Find(id)?.ContextWindow is { } window ? FormattableString.Invariant($"{window} tokens")
        : "no chain";

    private static List<KnownName> Distinct(params IEnumerable<KnownName>[] names)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return names.SelectMany(name => name).Where(name => seen.Add(name.Name)).ToList();
    }
}
