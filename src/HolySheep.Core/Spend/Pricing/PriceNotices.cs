using System;
using System.Collections.Concurrent;
using HolySheep.Errors;

namespace HolySheep.Spend.Pricing;

/// <summary>What the user has been told of the prices of targets: each thing once for each target.</summary>
internal sealed class PriceNotices
{
    private const decimal ToldShare = 0.01m;
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _different = new(StringComparer.Ordinal);

    /// <summary>The process's own: a target is named once, however many clients come and go.</summary>
    public static PriceNotices OfProcess { get; } = new();

    /// <summary>What to tell of a target whose price is unknown; null from the second time on.</summary>
    public string? TellUnknown(string target, string model) => !_unknown.TryAdd(target, true) ? null
        : $"No price is known for {target}, so what it costs is not counted. Set one in USD per million tokens: {CommandHint.SetPrice(model)}";

    /// <summary>What to tell of a target that states another cost than the known price gives; null if they differ by 1 % at most, and from the second time on.</summary>
    /// <param name="target">The target.</param>
    /// <param name="model">The model whose price would be set.</param>
    /// <param name="cost">The cost by the known price, which is what is counted.</param>
    /// <param name="stated">The cost that the provider states.</param>
    public string? TellDifference(string target, string model, decimal cost, decimal stated) => Math.Abs(cost - stated) <= ToldShare * stated || !_different.TryAdd(target, true) ? null
        : $"{target} says that this call cost {UsdText.Exact(stated)} USD; by its known price, which is what is counted, it cost {UsdText.Exact(cost)} USD. Look whether the price is still right: {CommandHint.SetPrice(model)}";
}
