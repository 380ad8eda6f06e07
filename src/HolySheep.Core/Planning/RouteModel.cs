using System;
using System.Threading;
using HolySheep.Configuration.Options;
using HolySheep.Planning.Strategies;

namespace HolySheep.Planning;

/// <summary>One model with its targets, made once per configuration.</summary>
internal sealed class RouteModel(string name, TargetStrategy strategy, int count, Func<int, RouteCandidate[]> targetsAt)
{
    // Chains are short; a longer one has its targets made anew.
    private const int PlacesKept = 8;
    private readonly RouteCandidate[]?[] _places = new RouteCandidate[PlacesKept][];

    /// <summary>The model, as chains name it.</summary>
    public string Name { get; } = name;

    /// <summary>How its targets are ordered.</summary>
    public TargetStrategy Strategy { get; } = strategy;

    /// <summary>Orders its targets.</summary>
    public ITargetStrategy Order { get; } = TargetStrategies.Make(strategy);

    /// <summary>How many targets it has.</summary>
    public int Count { get; } = count;

    /// <summary>True where the turn decides whom a call asks first.</summary>
    public bool TakesTurns => Strategy is TargetStrategy.RoundRobin or TargetStrategy.Weighted;

    /// <summary>Its targets in listed order, for one place in the chain.</summary>
    public RouteCandidate[] At(int place)
    {
        if (place >= PlacesKept)
        {
            return targetsAt(place);
        }

        // Two at once make the same; the first to come is kept, so that a target is one object.
        return Volatile.Read(ref _places[place]) ?? Interlocked.CompareExchange(ref _places[place], targetsAt(place), null) ?? _places[place]!;
    }
}
