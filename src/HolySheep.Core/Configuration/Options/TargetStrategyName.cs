using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Names;

namespace HolySheep.Configuration.Options;

/// <summary>The names of the strategies in the file.</summary>
public static class TargetStrategyName
{
    /// <summary>Every strategy by its name, with a description in one line.</summary>
    public static IReadOnlyList<KnownName> All { get; } =
    [
        new("priority", "the listed order"),
        new("round-robin", "each call starts at the next target"),
        new("weighted", "shares by weight; 0 drains"),
        new("least-busy", "the fewest calls in flight"),
        new("lowest-latency", "the faster per token of two random targets"),
        new("lowest-cost", "the cheapest for the prompt"),
    ];

    /// <summary>The name of a strategy, for example <c>round-robin</c>.</summary>
    public static string Of(TargetStrategy strategy) => All[(int)strategy].Name;

    /// <summary>The strategy with a name; null if there is none.</summary>
    public static TargetStrategy? Find(string name) =>
        All.Select((known, index) => (known.Name, Strategy: (TargetStrategy?)index)).FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.Ordinal)).Strategy;
}
