using System;

namespace HolySheep.Spend.Pricing;

/// <summary>USD as whole numbers, so that sums are exact: one is 10⁻¹² USD, finer than any price per million tokens.</summary>
internal static class UsdAmount
{
    private const decimal PerUsd = 1_000_000_000_000m;

    // Far above what any attempt costs: a provider that miscounts its tokens must neither fail a call nor overflow a sum.
    private const decimal Most = 10_000m;

    /// <summary>The whole number for an amount, of 10,000 USD at most; null where it is unknown.</summary>
    public static long? ToUnits(decimal? usd) => usd is { } amount ? (long)decimal.Round(Math.Min(amount, Most) * PerUsd) : null;

    /// <summary>The amount of a whole number.</summary>
    public static decimal FromUnits(long units) => units / PerUsd;
}
