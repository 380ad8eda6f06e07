using System;

namespace HolySheep.Spend.Pricing;

/// <summary>Converts USD to whole numbers of 10⁻¹² USD, so that sums are exact. The unit is finer than any price per token.</summary>
internal static class UsdAmount
{
    private const decimal PerUsd = 1_000_000_000_000m;

    // Far above the cost of any attempt: a provider that reports wrong tokens must neither fail a call nor overflow a sum.
    private const decimal Most = 10_000m;
    private const decimal MostLimit = 9_000_000m;

    /// <summary>The whole number for an amount, at most 10,000 USD; null if it is unknown.</summary>
    public static long? ToUnits(decimal? usd) => usd is { } amount ? (long)decimal.Round(Math.Min(amount, Most) * PerUsd) : null;

    /// <summary>The whole number for a limit, at most 9,000,000 USD.</summary>
    public static long ToLargeUnits(decimal usd) => (long)(Math.Min(usd, MostLimit) * PerUsd);

    /// <summary>The amount of a whole number.</summary>
    public static decimal FromUnits(long units) => units / PerUsd;
}
