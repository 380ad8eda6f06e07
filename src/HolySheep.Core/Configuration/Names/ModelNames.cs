using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Names;

/// <summary>Resolves the spellings of models and providers for calls, chains, rules, splits, prices, budgets and limits.</summary>
internal sealed class ModelNames
{
    private readonly HolySheepConfiguration _configuration;
    private readonly Dictionary<string, string> _providers = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _configured = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _byCatalogId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _chains = new(StringComparer.OrdinalIgnoreCase);

    public ModelNames(HolySheepConfiguration configuration)
    {
        _configuration = configuration;
        foreach (var provider in configuration.Providers.Keys)
        {
            AddOnce(_providers, provider, provider);
        }

        // A model of the file takes precedence over a chain whose name differs only in case.
        foreach (var name in configuration.Models.Keys.Concat(configuration.Chains.Keys))
        {
            AddOnce(_configured, name, name);
            if (configuration.Catalog.FindByName(name) is { } entry)
            {
                AddOnce(_byCatalogId, entry.Id, name);
            }
        }

        foreach (var model in configuration.Chains.Keys)
        {
            AddOnce(_chains, Resolve(model), model);
        }
    }

    /// <summary>Whether this object belongs to the current state of a configuration.</summary>
    public bool AreOf(HolySheepConfiguration configuration) => ReferenceEquals(configuration.Providers, _configuration.Providers)
        && ReferenceEquals(configuration.Models, _configuration.Models)
        && ReferenceEquals(configuration.Chains, _configuration.Chains)
        && ReferenceEquals(configuration.Catalog, _configuration.Catalog);

    /// <summary>The configured spelling of a provider; null if no such provider is configured.</summary>
    public string? Provider(string name) => _configuration.Providers.ContainsKey(name) ? name : _providers.TryGetValue(name, out var provider) ? provider : null;

    /// <summary>The configured spelling of a model, by any letter case or alias; null if it is not configured.</summary>
    public string? Configured(string name)
    {
        if (_configuration.Models.ContainsKey(name))
        {
            return name;
        }

        // A name that only a chain has in this case may be a model's in another.
        return _configured.TryGetValue(name, out var own) ? _configuration.Chains.ContainsKey(name) && !_configuration.Models.ContainsKey(own) ? name : own
            : _configuration.Catalog.FindByName(name) is { } entry && _byCatalogId.TryGetValue(entry.Id, out own) ? own
            : null;
    }

    /// <summary>The name under which the chain of a model is configured; null if it has none. A provider's spelling of a model has the chain that the user configured for the model.</summary>
    public string? ChainOf(string model) => _configuration.Chains.ContainsKey(model) ? model
        : _chains.TryGetValue(Resolve(model), out var chain) ? chain
        : Address(model) is null && _configuration.Catalog.Find(model) is { } entry && _chains.TryGetValue(Resolve(entry.Id), out chain) && !IsBuiltIn(chain) ? chain
        : null;

    /// <summary>The name under which a model is configured, addressed as <c>provider/model</c>, or known; unknown names are returned unchanged.</summary>
    public string Resolve(string name) => Configured(name) ?? (Address(name) is { } address ? address.Provider + "/" + address.Model : _configuration.Catalog.FindByName(name)?.Id ?? name);

    /// <summary>The target that a name addresses; null if it does not begin with a configured provider's name.</summary>
    public (string Provider, string Model)? Address(string name)
    {
        // Model ids can contain slashes: only a configured provider's name in front makes it an address.
        var slash = name.IndexOf('/');
        return slash > 0 && slash < name.Length - 1 && Provider(name.Substring(0, slash)) is { } provider ? (provider, name.Substring(slash + 1)) : null;
    }

    /// <summary>Whether two names mean the same model.</summary>
    public bool AreSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase)
        || string.Equals(IdOf(Resolve(one)), IdOf(Resolve(other)), StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a sent id is a model, under any spelling of a provider. An id with a date suffix is the model without it.</summary>
    public bool IsSpellingOf(string sent, string model) => AreSame(sent, model)
        || (_configuration.Catalog.Find(sent) is { } entry && string.Equals(entry.SpellingOf ?? entry.Id, IdOf(Resolve(model)), StringComparison.OrdinalIgnoreCase));

    /// <summary>All names that mean a model, its own first: configured names, aliases, and providers' names for it.</summary>
    public IReadOnlyList<string> SpellingsOf(string model) =>
    [
        .. new[] { model }
            .Concat(_configured.Keys)
            .Concat(_configuration.Catalog.Entries.SelectMany(entry => entry.Aliases.Concat(entry.Spellings).Prepend(entry.Id)))
            .Where(name => IsSpellingOf(name, model))
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Whether a configured or known model has this name.</summary>
    public bool IsKnown(string name) => Configured(name) is not null
        || Address(name) is not null
        || _configuration.Catalog.Find(name) is not null
        || string.Equals(_configuration.Defaults.Model, name, StringComparison.OrdinalIgnoreCase)
        || _configuration.Models.Values.Any(model => model.Targets.Any(target => string.Equals(target.Model, name, StringComparison.OrdinalIgnoreCase)))
        || _configuration.Chains.Values.Any(chain => chain.Contains(name, StringComparer.OrdinalIgnoreCase));

    // The built-in chains name models as the built-in provider does, which knows no other spellings.
    private bool IsBuiltIn(string chain) => BuiltInConfiguration.Chains.TryGetValue(chain, out var members) && ReferenceEquals(members, _configuration.Chains[chain]);

    private string IdOf(string name) => _configuration.Catalog.FindByName(name)?.Id ?? name;

    private static void AddOnce(Dictionary<string, string> names, string key, string value)
    {
        if (!names.ContainsKey(key))
        {
            names.Add(key, value);
        }
    }
}
