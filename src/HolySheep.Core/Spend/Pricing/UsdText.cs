using System.Globalization;

namespace HolySheep.Spend.Pricing;

/// <summary>Formats amounts for people: with a decimal point in every culture, and never in scientific notation.</summary>
public static class UsdText
{
    private const decimal Least = 0.000001m;

    /// <summary>Two decimals, and more for small amounts: up to a millionth, and below that all decimals, so that nothing is rounded to 0.</summary>
    public static string Of(decimal usd) => usd.ToString(usd is > -Least and < Least ? "0.00##########################" : "0.00####", CultureInfo.InvariantCulture);

    /// <summary>The amount with all its decimals, at least two: for sentences that compare amounts, where rounding would be wrong.</summary>
    public static string Exact(decimal usd) => usd.ToString("0.00##########################", CultureInfo.InvariantCulture);
}
