using System;

namespace HolySheep.Planning.Strategies;

/// <summary>What a strategy sees: the targets of one model, and what is known now.</summary>
internal readonly ref struct StrategyFacts
{
    /// <summary>The model's targets in listed order.</summary>
    public RouteCandidate[] Targets { get; init; }

    /// <summary>What is known of each; empty where nothing is.</summary>
    public ReadOnlySpan<TargetFacts> Known { get; init; }

    /// <summary>How many calls of this model came before.</summary>
    public long Turn { get; init; }

    /// <summary>A number from 0 up to 1.</summary>
    public double FirstDraw { get; init; }

    /// <summary>Another one.</summary>
    public double SecondDraw { get; init; }

    public TargetFacts Of(int index) => Known.IsEmpty ? default : Known[index];
}
