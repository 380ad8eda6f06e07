namespace HolySheep.Spend;

/// <summary>USD as whole numbers, so that sums are exact: one is 10⁻¹² USD, finer than any price per million tokens.</summary>
internal static class UsdAmount
{
    private const decimal PerUsd = 1_000_000_000_000m;

    /// <summary>The whole number for an amount; null where it is unknown.</summary>
    public static long? ToUnits(decimal? usd) => usd is { } amount ? (long)decimal.Round(amount * PerUsd) : null;

    /// <summary>The amount of a whole number.</summary>
    public static decimal FromUnits(long units) => units / PerUsd;
}
