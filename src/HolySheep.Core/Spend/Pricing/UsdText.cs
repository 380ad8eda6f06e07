using System.Globalization;

namespace HolySheep.Spend.Pricing;

/// <summary>Amounts as people read them: with a point, whatever the culture, and never as a power of ten.</summary>
public static class UsdText
{
    private const decimal Least = 0.000001m;

    /// <summary>Cents, and as much more as a small amount needs: up to a millionth, and below that all that there is, so that nothing is rounded to 0.</summary>
    public static string Of(decimal usd) => usd.ToString(usd is > -Least and < Least ? "0.00##########################" : "0.00####", CultureInfo.InvariantCulture);

    /// <summary>The whole amount with all its decimals, two at least: for sentences that compare amounts, where rounding would say something wrong.</summary>
    public static string Exact(decimal usd) => usd.ToString("0.00##########################", CultureInfo.InvariantCulture);
}
