using System;
using System.Globalization;
using HolySheep.Time;
using Xunit;

namespace HolySheep.Spend;

public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")] // midnight comes twice
    [InlineData("America/Havana", "2025-11-02", "2025-11-02T04:00:00Z")]
    [InlineData("Atlantic/Azores", "2026-10-25", "2026-10-25T00:00:00Z")]
    [InlineData("America/Asuncion", "2024-10-06", "2024-10-06T04:00:00Z")] // midnight is left out
    [InlineData("America/Asuncion", "2024-03-24", "2024-03-24T04:00:00Z")] // the hour before midnight comes twice
    [InlineData("America/Santiago", "2026-09-06", "2026-09-06T04:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00Z")]
    [InlineData("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00Z")] // comes twice
    [InlineData("Europe/Berlin", "2026-03-29T02:20", "2026-03-29T01:00:00Z")] // is left out
    [InlineData("Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00Z")] // the clock goes back by half an hour
    [InlineData("UTC", "2026-11-01 07:08:09", "2026-11-01T07:08:09Z")]
    public void A_local_day_or_time_begins_at_its_first_moment(string zone, string text, string moment) =>
        Assert.Equal(Time(moment), LocalTime.Parse(text, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("2026-11-01T00:30:00Z", "2026-11-01T00:30:00Z")]
    [InlineData("2026-11-01T00:30:00-05:00", "2026-11-01T05:30:00Z")]
    [InlineData("2026-11-01T00:30:00-04:00", "2026-11-01T04:30:00Z")]
    public void A_time_with_an_offset_is_that_moment_in_every_zone(string text, string moment) =>
        Assert.Equal(Time(moment), LocalTime.Parse(text, TimeZoneInfo.FindSystemTimeZoneById("America/Havana")));

    [Theory]
    [InlineData("soon"), InlineData(""), InlineData("2026-13-01"), InlineData("12")]
    public void A_text_that_is_not_a_time_gives_null(string text) => Assert.Null(LocalTime.Parse(text, TimeZoneInfo.Utc));

    [Theory]
    [InlineData("01/02/2026"), InlineData("1.2.2026"), InlineData("01-02-2026 07:08"), InlineData("1/2/26"), InlineData(" 12/11/2026")]
    public void A_date_whose_day_and_month_could_be_swapped_gives_null(string text) => Assert.Null(LocalTime.Parse(text, TimeZoneInfo.Utc));

    [Theory]
    [InlineData("2026/02/01", "2026-02-01T00:00:00Z"), InlineData("02/02/2026", "2026-02-02T00:00:00Z"), InlineData("02/13/2026", "2026-02-13T00:00:00Z"), InlineData("1 Feb 2026", "2026-02-01T00:00:00Z")]
    public void A_date_that_can_be_read_in_one_way_is_read(string text, string moment) => Assert.Equal(Time(moment), LocalTime.Parse(text, TimeZoneInfo.Utc));

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
