using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Names;

/// <summary>The models that callers of a gateway can ask for: those that the configuration names. Other names, which the default provider might know, are not passed on for them.</summary>
public sealed class ServedModels
{
    private readonly HolySheepConfiguration _configuration;
    private readonly HashSet<string> _names;

    /// <summary>Finds the names of a configuration: models with their targets, chains and their members, splits, models that rules choose, and the default model.</summary>
    public ServedModels(HolySheepConfiguration configuration)
    {
        _configuration = configuration;
        _names = new HashSet<string>(
            configuration.Models.Keys
                .Concat(configuration.Models.Values.SelectMany(model => model.Targets).Select(target => target.ToString()))
                .Concat(configuration.Chains.Keys)
                .Concat(configuration.Chains.Values.SelectMany(chain => chain))
                .Concat(configuration.Splits.Keys)
                .Concat(configuration.Rules.SelectMany(rule => rule.Models.Concat(rule.Chain).Append(rule.Model)).OfType<string>())
                .Append(configuration.Defaults.Model),
            StringComparer.OrdinalIgnoreCase);
        Names = [.. _names.Where(name => configuration.Names.Address(name) is null).OrderBy(name => name, StringComparer.Ordinal)];
    }

    private ServedModels(ServedModels all, IReadOnlyList<string> names)
    {
        _configuration = all._configuration;
        _names = new HashSet<string>(names.Concat(names.Select(all._configuration.Names.Resolve)), StringComparer.OrdinalIgnoreCase);
        Names = [.. names.OrderBy(name => name, StringComparer.Ordinal)];
    }

    /// <summary>Those of these models that a client may ask for.</summary>
    /// <param name="names">The names in the configuration of the client; none means all.</param>
    public ServedModels Only(IReadOnlyList<string> names) => names.Count == 0 ? this : new ServedModels(this, names);

    /// <summary>The names of the models, without those of targets.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether a caller can ask for a name: it, or another spelling of the same model, is configured.</summary>
    public bool Contains(string name) => _names.Contains(name) || _names.Contains(_configuration.Names.Resolve(name));

    /// <summary>A clause that suggests the nearest name, for the end of a message.</summary>
    public string Suggest(string name) => Errors.NearestName.Suggest(name, Names);
}
