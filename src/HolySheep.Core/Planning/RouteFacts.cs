using System;

namespace HolySheep.Planning;

/// <summary>What is known at the time of a decision; the default is nothing.</summary>
internal readonly ref struct RouteFacts
{
    /// <summary>The facts of each target, model by model in listed order; empty if nothing is known.</summary>
    public ReadOnlySpan<TargetFacts> Targets { get; init; }

    /// <summary>The number of earlier calls of each model; empty if they are not counted.</summary>
    public ReadOnlySpan<long> Turns { get; init; }

    /// <summary>A random number, 0 up to 1.</summary>
    public double FirstDraw { get; init; }

    /// <summary>Another random number, 0 up to 1.</summary>
    public double SecondDraw { get; init; }
}
