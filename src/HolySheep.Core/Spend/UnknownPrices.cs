using System;
using System.Collections.Concurrent;

namespace HolySheep.Spend;

/// <summary>The models whose unknown price the user has been told of.</summary>
internal sealed class UnknownPrices
{
    private readonly ConcurrentDictionary<string, bool> _told = new(StringComparer.Ordinal);

    /// <summary>The process's own: a model is named once, however many clients come and go.</summary>
    public static UnknownPrices OfProcess { get; } = new();

    /// <summary>What to tell of a target whose price is unknown; null from the second time on.</summary>
    public string? Tell(string target, string model) => !_told.TryAdd(target, true) ? null
        : $"No price is known for {target}, so what it costs is not counted. Set one in USD per million tokens: Set-HolySheepModel {model} -Price @{{ input = 1.00; output = 2.00 }}";
}
