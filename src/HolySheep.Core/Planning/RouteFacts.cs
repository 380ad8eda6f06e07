using System;

namespace HolySheep.Planning;

/// <summary>What is known at the moment of a decision; the default is nothing.</summary>
internal readonly ref struct RouteFacts
{
    /// <summary>One for each target, model by model in listed order; empty where nothing is known.</summary>
    public ReadOnlySpan<TargetFacts> Targets { get; init; }

    /// <summary>One for each model: how many calls came before; empty where nobody counted.</summary>
    public ReadOnlySpan<long> Turns { get; init; }

    /// <summary>A number from 0 up to 1.</summary>
    public double FirstDraw { get; init; }

    /// <summary>Another one.</summary>
    public double SecondDraw { get; init; }
}
