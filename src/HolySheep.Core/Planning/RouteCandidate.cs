using System;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning;

/// <summary>A target that may answer, with the facts that decisions need; made once per configuration and place in a chain.</summary>
internal sealed class RouteCandidate
{
    public required string Provider { get; init; }

    /// <summary>The model id that is sent.</summary>
    public required string Model { get; init; }

    /// <summary>The place of its model in the chain; 0 is the model asked for.</summary>
    public required int ChainIndex { get; init; }

    /// <summary>The chain's name of the model.</summary>
    public required string ChainModel { get; init; }

    /// <summary>Targets with the same group share a quota.</summary>
    public required string QuotaGroup { get; init; }

    /// <summary>How the targets of its model are ordered.</summary>
    public TargetStrategy Strategy { get; init; }

    /// <summary>Its share under the weighted strategy; 0 drains it.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Where its provider runs; null where nobody said.</summary>
    public string? Region { get; init; }

    public int? ContextWindow { get; init; }

    /// <summary>What the catalogue says that it cannot do; what is not known is tried.</summary>
    public RouteNeeds Lacks { get; init; }

    /// <summary>The encoding that its tokens are counted with; null where it is not known.</summary>
    public string? Tokenizer { get; init; }

    public bool ReasonsFirst { get; init; }

    public bool MaxCompletionTokens { get; init; }

    public ModelPrice? Price { get; init; }

    /// <summary>True where its answers cost nothing, whatever the price list says.</summary>
    public bool IsFree { get; init; }

    /// <summary>True where it answers only in place of what a budget has no money for.</summary>
    public bool Standby { get; private set; }

    /// <summary>True where the turn decides whom a call asks first.</summary>
    public bool TakesTurns => Strategy is TargetStrategy.RoundRobin or TargetStrategy.Weighted;

    public string Target => field ??= Provider + "/" + Model;

    // A comparison of numbers first: a plan compares each target with all before it.
    private int Hash => field == 0 ? field = StringComparer.Ordinal.GetHashCode(Target) | 1 : field;

    /// <summary>Whether both are one model at one provider, wherever in the chain.</summary>
    public bool IsSameAs(RouteCandidate other) => Hash == other.Hash && Target == other.Target;

    /// <summary>The same target, to answer only in place of what a budget has no money for.</summary>
    public RouteCandidate AsStandby()
    {
        var standby = (RouteCandidate)MemberwiseClone();
        standby.Standby = true;
        return standby;
    }
}
