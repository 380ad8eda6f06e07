using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;

namespace HolySheep.PowerShell.Results;

/// <summary>Which targets answer for a model, and what it costs.</summary>
public sealed class HolySheepModelTargets
{
    internal HolySheepModelTargets(string name, ModelOptions options)
    {
        Name = name;
        Target = new ResultList<HolySheepTarget>(options.Targets.Select(target => new HolySheepTarget(target.ToString(), target.Weight)));
        Strategy = TargetStrategyName.Of(options.Strategy);
        Price = options.Price is { } price ? new HolySheepPrice(price) : null;
    }

    /// <summary>The model, as calls name it.</summary>
    public string Name { get; }

    /// <summary>Its targets in order; empty where the default provider answers.</summary>
    public IReadOnlyList<HolySheepTarget> Target { get; }

    /// <summary>How they are ordered, as the configuration spells it.</summary>
    public string Strategy { get; }

    /// <summary>Its own price in USD per million tokens, null where the catalogue's holds.</summary>
    public HolySheepPrice? Price { get; }

    /// <summary>The model and its targets on one line.</summary>
    public override string ToString() => $"{Name}: {string.Join(", ", Target)}";
}
