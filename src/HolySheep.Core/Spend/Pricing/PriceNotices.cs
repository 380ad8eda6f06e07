using System;
using System.Collections.Concurrent;
using HolySheep.Errors;

namespace HolySheep.Spend.Pricing;

/// <summary>Gives each notice about the price of a target once.</summary>
internal sealed class PriceNotices
{
    private const decimal ToldShare = 0.01m;
    private readonly ConcurrentDictionary<string, bool> _unknown = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _different = new(StringComparer.Ordinal);

    /// <summary>The instance of the process: a target is named once, however many clients there are.</summary>
    public static PriceNotices OfProcess { get; } = new();

    /// <summary>The notice about a target whose price is unknown; null from the second time on.</summary>
    public string? TellUnknown(string target, string model) => !_unknown.TryAdd(target, true) ? null
        : $"No price is known for {target}, so its cost is not counted. Set one in USD per million tokens: {CommandHint.SetPrice(model)}";

    /// <summary>The notice about a target that states another cost than the known price gives; null if they differ by at most 1 %, and from the second time on.</summary>
    /// <param name="target">The target.</param>
    /// <param name="model">The model whose price would be set.</param>
    /// <param name="cost">The cost by the known price, which counts.</param>
    /// <param name="stated">The cost that the provider states.</param>
    public string? TellDifference(string target, string model, decimal cost, decimal stated) => Math.Abs(cost - stated) <= ToldShare * stated || !_different.TryAdd(target, true) ? null
        : $"{target} says that this call cost {UsdText.Exact(stated)} USD; by its known price, which counts, it cost {UsdText.Exact(cost)} USD. Check whether the price is still right: {CommandHint.SetPrice(model)}";
}
