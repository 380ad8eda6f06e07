using System.Globalization;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend;

public sealed class UsdTextTests
{
    [Theory]
    [InlineData("0", "0.00")]
    [InlineData("20", "20.00")]
    [InlineData("0.5", "0.50")]
    [InlineData("1.2345678", "1.234568")]
    [InlineData("0.000082", "0.000082")]
    [InlineData("0.0000004", "0.0000004")]
    [InlineData("-0.000000000001", "-0.000000000001")]
    [InlineData("123456789.1", "123456789.10")]
    public void An_amount_is_read_with_a_point_and_is_never_rounded_to_0(string amount, string text)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // As de-DE and vi-VN write numbers; a machine without ICU knows neither.
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NumberGroupSeparator) = (",", ".");
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(text, UsdText.Of(decimal.Parse(amount, CultureInfo.InvariantCulture)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
