using System;
using System.Threading;
using HolySheep.Configuration.Options;
using HolySheep.Planning.Strategies;

namespace HolySheep.Planning;

/// <summary>One model with its targets, created once per configuration.</summary>
internal sealed class RouteModel(string name, TargetStrategy strategy, int count, Func<int, RouteCandidate[]> targetsAt)
{
    // Chains are short; the targets of places in longer chains are not cached.
    private const int PlacesKept = 8;
    private readonly RouteCandidate[]?[] _places = new RouteCandidate[PlacesKept][];

    /// <summary>The model's name in chains.</summary>
    public string Name { get; } = name;

    /// <summary>The strategy of its targets.</summary>
    public TargetStrategy Strategy { get; } = strategy;

    /// <summary>Orders its targets.</summary>
    public ITargetStrategy Order { get; } = TargetStrategies.Make(strategy);

    /// <summary>The number of its targets.</summary>
    public int Count { get; } = count;

    /// <summary>True if the turn decides which target a call asks first.</summary>
    public bool TakesTurns => Strategy is TargetStrategy.RoundRobin or TargetStrategy.Weighted;

    /// <summary>Its targets in listed order, for one place in the chain.</summary>
    public RouteCandidate[] At(int place)
    {
        if (place >= PlacesKept)
        {
            return targetsAt(place);
        }

        // Two threads may create the same targets; the first wins, so that a target is one object.
        return Volatile.Read(ref _places[place]) ?? Interlocked.CompareExchange(ref _places[place], targetsAt(place), null) ?? _places[place]!;
    }
}
