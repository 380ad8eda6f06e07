using System;
using System.Globalization;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Spend.Budgets;

public sealed class BudgetWindowTests
{
    [Theory]
    [InlineData(BudgetPeriodKind.Day, "UTC", "2026-11-22T23:59:59Z", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "UTC", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "Asia/Ho_Chi_Minh", "2026-11-22T17:00:00Z", "2026-11-22T17:00:00Z", "2026-11-23T17:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "Asia/Kathmandu", "2026-11-22T18:14:59Z", "2026-11-21T18:15:00Z", "2026-11-22T18:15:00Z")]
    [InlineData(BudgetPeriodKind.Week, "UTC", "2026-11-22T12:00:00Z", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData(BudgetPeriodKind.Week, "UTC", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z")]
    [InlineData(BudgetPeriodKind.Month, "UTC", "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    public void A_period_begins_at_midnight_of_its_zone(BudgetPeriodKind kind, string zone, string now, string start, string end) =>
        Assert.Equal(new BudgetWindow(Time(start), Time(end)), Window(kind, zone, now));

    [Theory]
    [InlineData(BudgetPeriodKind.Month, "2026-03-29T12:00:00Z", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "2026-03-29T12:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z")]
    [InlineData(BudgetPeriodKind.Month, "2026-10-31T12:00:00Z", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z")]
    [InlineData(BudgetPeriodKind.Day, "2026-10-25T12:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z")]
    public void A_day_and_a_month_with_a_change_of_summer_time_are_as_long_as_they_are(BudgetPeriodKind kind, string now, string start, string end) =>
        Assert.Equal(new BudgetWindow(Time(start), Time(end)), Window(kind, "Europe/Berlin", now));

    [Theory]
    [InlineData("Africa/Cairo", "2026-04-24T10:00:00Z", "2026-04-23T22:00:00Z")] // midnight is left out: the day begins at one
    [InlineData("America/Havana", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z")] // midnight comes twice: the first begins the day
    public void A_midnight_that_is_left_out_or_comes_twice_still_begins_one_day(string zone, string now, string start) =>
        Assert.Equal(Time(start), Window(BudgetPeriodKind.Day, zone, now).Start);

    [Fact]
    public void A_rolling_period_reaches_back_its_hours_in_whole_quarters()
    {
        var window = BudgetWindow.Of(new BudgetPeriod { Kind = BudgetPeriodKind.RollingHours, Hours = 6 }, Time("2026-11-22T12:07:00Z"), TimeZoneInfo.Utc);

        Assert.Equal(new BudgetWindow(Time("2026-11-22T06:00:00Z"), Time("2026-11-22T12:07:00Z")), window);
    }

    [Fact]
    public void A_period_without_a_zone_goes_by_the_machines_own()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

        var window = BudgetWindow.Of(new BudgetPeriod { Kind = BudgetPeriodKind.Day }, Time("2026-11-22T23:30:00Z"), berlin);

        Assert.Equal(Time("2026-11-22T23:00:00Z"), window.Start);
    }

    private static BudgetWindow Window(BudgetPeriodKind kind, string zone, string now) =>
        BudgetWindow.Of(new BudgetPeriod { Kind = kind, TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone) }, Time(now), TimeZoneInfo.Utc);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
