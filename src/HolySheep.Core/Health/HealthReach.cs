using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Planning;

namespace HolySheep.Health;

/// <summary>Finds everything that a reset of one name must forget, so that the next call is made. Pure.</summary>
internal sealed class HealthReach
{
    private readonly HashSet<string> _groups;
    private readonly bool _isAll;

    private HealthReach(IReadOnlyList<string> names, IEnumerable<string> groups, bool isAll)
    {
        (Names, _isAll) = (names, isAll);
        _groups = new HashSet<string>(groups, StringComparer.Ordinal);
    }

    /// <summary>The names of the healths.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <param name="name">A target, a model, a quota group or a key, as displayed or in another letter case; null means all.</param>
    /// <param name="known">The names of all healths.</param>
    /// <param name="configured">The targets of all models of the configuration.</param>
    /// <param name="asked">The targets that a call with this name may ask.</param>
    /// <exception cref="HolySheepException">Nothing has this name.</exception>
    public static HealthReach Of(string? name, IReadOnlyList<string> known, IReadOnlyList<RouteCandidate> configured, IReadOnlyList<RouteCandidate> asked)
    {
        if (name is null)
        {
            return new HealthReach(known, [], isAll: true);
        }

        var exact = known.FirstOrDefault(one => one == name) ?? known.FirstOrDefault(one => string.Equals(one, name, StringComparison.OrdinalIgnoreCase));
        var members = configured.Where(candidate => candidate.Target == exact || IsOfGroup(candidate, name))
            .Concat(asked.Where(candidate => known.Contains(candidate.Target, StringComparer.Ordinal)))
            .ToList();
        if (members.Count == 0 && exact is null)
        {
            throw Unknown(name, known);
        }

        var groups = members.Select(member => member.QuotaGroup).Append(exact ?? name).Distinct(StringComparer.Ordinal).ToList();
        var providers = members.Select(member => member.Provider).Distinct(StringComparer.Ordinal).ToList();
        var reached = new HashSet<string>(members.Select(member => member.Target).Concat(groups.Select(HealthName.OfGroup)), StringComparer.Ordinal);
        return new HealthReach(
            [.. known.Where(one => one == exact || reached.Contains(one) || providers.Any(provider => HealthName.IsOfKeyAnywhere(one, provider)))], groups, isAll: false);
    }

    /// <summary>Whether a quota, under any key, is part of the reset.</summary>
    public bool IsQuota(string name) => _isAll || _groups.Contains(name) || _groups.Any(group => HealthName.IsOfKey(name, group));

    public static HolySheepException Unknown(string name, IEnumerable<string> known) => new(
        ErrorCode.TargetUnknown,
        $"Nothing is configured or known as '{name}'{NearestName.Suggest(name, known)}",
        $"To see all names: {CommandHint.Health}.");

    private static bool IsOfGroup(RouteCandidate candidate, string name) =>
        candidate.QuotaGroup != candidate.Target && (candidate.QuotaGroup == name || HealthName.OfGroup(candidate) == name);
}
