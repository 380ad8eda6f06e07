using Xunit;

namespace HolySheep.Time;

public sealed class AgeTextTests
{
    [Theory]
    [InlineData("1d", 86_400), InlineData("12h", 43_200), InlineData("30m", 1_800), InlineData("90s", 90), InlineData(" 2d ", 172_800), InlineData("3650d", 315_360_000)]
    [InlineData("off", 0), InlineData("OFF", 0), InlineData("0s", 0), InlineData("01:30:00", 5_400), InlineData("2.00:00:00", 172_800)]
    public void An_age_is_a_number_with_a_unit_a_time_span_or_off(string text, double seconds) => Assert.Equal(seconds, AgeText.Parse(text)!.Value.TotalSeconds);

    [Theory]
    [InlineData(""), InlineData("d"), InlineData("1"), InlineData("1 d"), InlineData("-1d"), InlineData("1.5h"), InlineData("1w"), InlineData("1D"), InlineData("3651d"), InlineData("99999999999d"), InlineData("-01:00:00"), InlineData("1d2h"), InlineData("٣d")]
    public void Everything_else_is_none(string text) => Assert.Null(AgeText.Parse(text));
}
