using System;
using System.Globalization;
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
    [InlineData("soon", "is not a time")]
    [InlineData("2026-01-09T06:00", "has passed")]
    public void An_invalid_or_past_time_is_refused(string text, string message) =>
        Assert.Contains(message, Assert.Throws<HolySheepException>(() => JobDeadline.Parse(text, At("2026-01-10T01:00Z"))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("dd.MM.yyyy", "31.07.2026 06:00", "2026-07-31T04:00Z")]
    [InlineData("dd/MM/yyyy", "31/07/2026 06:00", "2026-07-31T04:00Z")]
    [InlineData("M/d/yyyy", "7/31/2026 6:00 AM", "2026-07-31T04:00Z")]
    [InlineData("dd/MM/yyyy", "07/07/2026 06:00", "2026-07-07T04:00Z")]
    [InlineData("dd/MM/yyyy", "2026-07-31T06:00", "2026-07-31T04:00Z")]
    [InlineData("yyyy/d/M", "2026-07-31 06:00:00", "2026-07-31T04:00Z")]
    [InlineData("dd.MM.yy", "2026-07-31T06:00:00.5+02:00", "2026-07-31T04:00:00.5Z")]
    [InlineData("dd.MM.yyyy", "06:00", "2026-01-10T05:00Z")]
    public void A_date_is_read_as_the_users_culture_writes_it_and_one_that_begins_with_its_year_as_everywhere(string pattern, string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, null), In(pattern, () => JobDeadline.Parse(text, At("2026-01-10T01:00Z"))).ToUniversalTime());

    [Theory]
    [InlineData("dd.MM.yyyy", "03.04.2026 06:00")]
    [InlineData("dd/MM/yyyy", "03/04/2026 06:00")]
    [InlineData("d/M/yyyy", "3/4/2026 06:00")]
    [InlineData("MM/dd/yyyy", "03/04/2026 06:00")] // the culture of a process that has no other
    [InlineData("MM/dd/yyyy", "03-04-2026")]
    [InlineData("MM/dd/yyyy", "3. 4. 2026")]
    public void A_date_whose_day_and_month_could_change_places_is_refused(string pattern, string text) =>
        Assert.Contains("is ambiguous", In(pattern, () => Assert.Throws<HolySheepException>(() => JobDeadline.Parse(text, At("2026-01-10T01:00Z")))).Message, StringComparison.Ordinal);

    // Built, not named: a machine without the data of cultures has the invariant one alone.
    private static T In<T>(string pattern, Func<T> parse)
    {
        var own = CultureInfo.CurrentCulture;
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.ShortDatePattern = pattern;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return parse();
        }
        finally
        {
            CultureInfo.CurrentCulture = own;
        }
    }

    private static FakeTimeProvider At(string now)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.Parse(now, null));
        clock.SetLocalTimeZone(Berlin);
        return clock;
    }
}
