using System;
using HolySheep.Errors;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv;

public class JobDeadlineTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-01-10T01:00Z", "06:00", "2026-01-10T05:00Z")]
    [InlineData("2026-01-10T05:00Z", "6:00", "2026-01-11T05:00Z")]
    [InlineData("2026-01-10T23:30Z", "00:15", "2026-01-11T23:15Z")]
    [InlineData("2026-03-28T20:00Z", "02:30", "2026-03-29T01:30Z")] // the clocks skip 02:00 to 03:00
    [InlineData("2026-01-10T01:00Z", "2026-07-01T06:00", "2026-07-01T04:00Z")]
    [InlineData("2026-01-10T01:00Z", "2026-07-01T06:00+07:00", "2026-06-30T23:00Z")]
    public void A_time_of_day_is_the_next_one_and_a_date_is_local(string now, string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), JobDeadline.Parse(text, At(now)).ToUniversalTime());

    [Theory]
    [InlineData("soon", "is no time")]
    [InlineData("2026-01-09T06:00", "has passed")]
    public void What_is_no_time_or_has_passed_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<HolySheepException>(() => JobDeadline.Parse(text, At("2026-01-10T01:00Z"))).Message, StringComparison.Ordinal);

    private static FakeTimeProvider At(string now)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now, null));
        clock.SetLocalTimeZone(Berlin);
        return clock;
    }
}
