using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace HolySheep.PowerShell.Tools;

/// <summary>The parameter sets of a command that data can fill. All of them are offered together; what a model gives must fit one of them, because the engine would ask a person for a mandatory parameter that is missing.</summary>
internal sealed class ParameterSets
{
    private readonly IReadOnlyList<(HashSet<string> Names, IReadOnlyList<string> Mandatory)> _sets;

    private ParameterSets(IReadOnlyList<(HashSet<string>, IReadOnlyList<string>)> sets, IReadOnlyList<ToolParameter> parameters) => (_sets, Parameters) = (sets, parameters);

    /// <summary>The parameters of all sets.</summary>
    internal IReadOnlyList<ToolParameter> Parameters { get; }

    /// <summary>The parameters that every set needs.</summary>
    internal IReadOnlyList<string> Required => [.. _sets[0].Mandatory.Where(name => _sets.All(set => set.Mandatory.Contains(name)))];

    /// <summary>The sets of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="describe">What a parameter means; null if that is not known.</param>
    /// <returns>Null if every set has a mandatory parameter that is not offered.</returns>
    internal static ParameterSets? Of(CommandInfo command, Func<string, string?> describe)
    {
        var offered = new Dictionary<string, ToolParameter>(StringComparer.OrdinalIgnoreCase);
        var sets = new List<(HashSet<string>, IReadOnlyList<string>)>();
        foreach (var set in command.ParameterSets.OrderByDescending(set => set.IsDefault))
        {
            var known = set.Parameters.Select(parameter => (Given: parameter, Offered: ToolParameter.Of(parameter, describe(parameter.Name)))).ToList();
            if (known.Any(parameter => parameter is { Offered: null, Given.IsMandatory: true }))
            {
                continue;
            }

            foreach (var parameter in known.Where(parameter => parameter.Offered is not null && !offered.ContainsKey(parameter.Given.Name)))
            {
                offered[parameter.Given.Name] = parameter.Offered!;
            }

            sets.Add((
                new HashSet<string>(known.Where(parameter => parameter.Offered is not null).Select(parameter => parameter.Given.Name), StringComparer.Ordinal),
                [.. known.Where(parameter => parameter.Given.IsMandatory).Select(parameter => parameter.Given.Name)]));
        }

        return sets.Count == 0 ? null : new ParameterSets(sets, [.. offered.Values]);
    }

    /// <summary>Which parameters do not go together, in words for a model; null if all do.</summary>
    internal string? Describe()
    {
        var apart = _sets.Select(set => set.Names.Where(name => !_sets.All(other => other.Names.Contains(name))).ToList()).ToList();
        return apart.All(names => names.Count == 0) ? null
            : "Some parameters exclude each other: use only those of one of these lists, beside all others. " + string.Join("; ", apart.Select((names, place) => Describe(names, _sets[place].Mandatory)));
    }

    /// <summary>Why these parameters fit no set; null if they fit one.</summary>
    internal string? FindFault(IReadOnlyCollection<string> given)
    {
        if (given.FirstOrDefault(name => !_sets.Any(set => set.Names.Contains(name))) is { } unknown)
        {
            return $"The tool has no parameter '{unknown}'.";
        }

        var fitting = _sets.Where(set => given.All(set.Names.Contains)).ToList();
        return fitting.Count == 0 ? $"The parameters {string.Join(", ", given)} cannot be given together. {Describe()}"
            : fitting.Any(set => set.Mandatory.All(given.Contains)) ? null
            : $"A parameter is missing: give also {string.Join(", or ", fitting.Select(set => string.Join(" and ", set.Mandatory.Where(name => !given.Contains(name)))).Distinct())}.";
    }

    private static string Describe(IReadOnlyList<string> names, IReadOnlyList<string> mandatory) =>
        names.Count == 0 ? "(none of them)" : string.Join(", ", names.Select(name => mandatory.Contains(name) ? name + " (required)" : name));
}
