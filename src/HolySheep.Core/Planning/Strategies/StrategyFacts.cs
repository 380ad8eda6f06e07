using System;

namespace HolySheep.Planning.Strategies;

/// <summary>The input of a strategy: the targets of one model, and what is known now.</summary>
internal readonly ref struct StrategyFacts
{
    /// <summary>The model's targets in listed order.</summary>
    public RouteCandidate[] Targets { get; init; }

    /// <summary>The facts of each target; empty if nothing is known.</summary>
    public ReadOnlySpan<TargetFacts> Known { get; init; }

    /// <summary>The number of earlier calls of this model.</summary>
    public long Turn { get; init; }

    /// <summary>A random number, 0 up to 1.</summary>
    public double FirstDraw { get; init; }

    /// <summary>Another random number, 0 up to 1.</summary>
    public double SecondDraw { get; init; }

    /// <summary>A hash of the prompt's beginning whose calls stay on one target; null if they are balanced.</summary>
    public ulong? Prefix { get; init; }

    public TargetFacts Of(int index) => Known.IsEmpty ? default : Known[index];
}
