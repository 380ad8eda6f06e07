using System;
using Xunit;

namespace HolySheep.Chat;

public sealed class HedgeTimeTests
{
    [Theory]
    [InlineData("0", 0), InlineData("2", 2), InlineData(" 2.5 ", 2.5), InlineData("86400", 86_400)]
    public void Seconds_are_read(string text, double seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), HedgeTime.Parse(text)!.Time);

    [Theory]
    [InlineData("auto"), InlineData("P95")]
    public void The_usual_time_has_a_word(string text) => Assert.Same(HedgeTime.Usual, HedgeTime.Parse(text));

    [Theory]
    [InlineData(""), InlineData("-1"), InlineData("86401"), InlineData("soon"), InlineData("2,5"), InlineData("NaN"), InlineData("1e3")]
    public void Any_other_text_is_not_a_hedge_time(string text) => Assert.Null(HedgeTime.Parse(text));

    [Fact]
    public void A_time_is_written_as_it_is_read() => Assert.Equal(("2.5", "auto", "0"), (HedgeTime.Parse("2.5")!.ToString(), HedgeTime.Usual.ToString(), HedgeTime.Off.ToString()));
}
