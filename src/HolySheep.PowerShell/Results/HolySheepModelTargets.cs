using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using HolySheep.Time;

namespace HolySheep.PowerShell.Results;

/// <summary>The configured targets of a model, and its price.</summary>
public sealed class HolySheepModelTargets
{
    private readonly IReadOnlyList<HolySheepTarget> _target;
    private readonly HolySheepPrice? _price;

    internal HolySheepModelTargets(string name, ModelOptions options)
    {
        Name = name;
        _target = NestedMember.Show(this, nameof(Target), new ResultList<HolySheepTarget>(options.Targets.Select(target => new HolySheepTarget(target.ToString(), target.Weight))));
        Strategy = TargetStrategyName.Of(options.Strategy);
        Cache = options.Cache is { } age ? AgeText.Of(age) : null;
        _price = NestedMember.Show(this, nameof(Price), options.Price is { } price ? new HolySheepPrice(price) : null);
    }

    /// <summary>The model, as calls name it.</summary>
    public string Name { get; }

    /// <summary>Its targets in order; empty if the default provider answers.</summary>
    public string Target => NestedMember.Text(_target)!;

    /// <summary>The strategy as the configuration spells it.</summary>
    public string Strategy { get; }

    /// <summary>Its own price in USD per million tokens; null if the catalogue's applies.</summary>
    public string? Price => NestedMember.Text(_price);

    /// <summary>How old an earlier answer may be that is given again, for example 1d; null if the configuration says nothing of it.</summary>
    public string? Cache { get; }

    /// <summary>The model and its targets on one line.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", _target)}";
}
