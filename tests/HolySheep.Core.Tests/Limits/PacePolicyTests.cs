using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace HolySheep.Limits;

public sealed class PacePolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void At_60_requests_a_second_half_a_second_of_them_go_at_once_and_the_rest_one_by_one()
    {
        var starts = Starts(3600, 40);
        Assert.Equal(30, starts.Count(start => start == 0));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => Math.Round(number / 60d, 4)), starts.Skip(30).Select(start => Math.Round(start, 4)));
    }

    [Theory]
    [InlineData(1, 60), InlineData(10, 6), InlineData(60, 1), InlineData(90, 2 / 3d)]
    public void At_slow_rates_one_goes_at_once_and_each_other_in_its_time(int perMinute, double seconds) =>
        Assert.Equal([0, Math.Round(seconds, 3), Math.Round(2 * seconds, 3)], Starts(perMinute, 3).Select(start => Math.Round(start, 3)));

    [Theory]
    [InlineData(30), InlineData(90), InlineData(600), InlineData(3600), InlineData(60_000)]
    public void No_sliding_second_has_more_than_the_rate_and_half_a_second_of_it_whenever_calls_come(int perMinute)
    {
        var random = new Random(7);
        var starts = new List<double>();
        DateTimeOffset? paidOff = null;
        var now = Now;
        for (var call = 0; call < 3_000; call++)
        {
            now += TimeSpan.FromSeconds(random.NextDouble() * random.NextDouble() * 90 / perMinute);
            var taken = PacePolicy.Take(paidOff, perMinute, 1, now);
            paidOff = taken.PaidOff;
            starts.Add((taken.Start - Now).TotalSeconds);
        }

        var most = Math.Ceiling(perMinute / 60d) + Math.Max(1, perMinute / 120d);
        var first = 0;
        for (var last = 0; last < starts.Count; last++)
        {
            while (starts[last] - starts[first] >= 1)
            {
                first++;
            }

            Assert.InRange(last - first + 1, 1, most);
        }
    }

    [Fact]
    public void A_pause_fills_the_burst_and_no_more()
    {
        var (_, paidOff) = PacePolicy.Take(null, 3600, 1, Now);
        var later = Now.AddHours(1);
        var starts = new List<DateTimeOffset>();
        DateTimeOffset? from = paidOff;
        for (var call = 0; call < 31; call++)
        {
            (var start, from) = PacePolicy.Take(from, 3600, 1, later);
            starts.Add(start);
        }

        Assert.Equal(30, starts.Count(start => start == later));
    }

    [Fact]
    public void A_request_larger_than_the_burst_is_sent_at_once_if_nothing_is_owed_and_the_next_waits_for_all_of_it()
    {
        var (start, paidOff) = PacePolicy.Take(null, 6_000, 500, Now);
        Assert.Equal(Now, start);
        Assert.Equal(Now.AddSeconds(5), PacePolicy.Take(paidOff, 6_000, 500, Now).Start);
    }

    [Fact]
    public void Unused_tokens_are_given_back_and_tokens_used_beyond_are_owed()
    {
        var (_, paidOff) = PacePolicy.Take(null, 6_000, 500, Now);
        Assert.Equal(Now.AddSeconds(1), PacePolicy.Take(PacePolicy.Correct(paidOff, 6_000, -400), 6_000, 500, Now).Start);
        Assert.Equal(Now.AddSeconds(9), PacePolicy.Take(PacePolicy.Correct(paidOff, 6_000, 400), 6_000, 500, Now).Start);
    }

    [Fact]
    public void A_clock_that_was_set_back_stops_no_call() => Assert.Equal(Now, PacePolicy.Take(Now.AddDays(30), 60, 1, Now).Start);

    private static List<double> Starts(int perMinute, int calls)
    {
        var starts = new List<double>();
        DateTimeOffset? paidOff = null;
        for (var call = 0; call < calls; call++)
        {
            (var start, paidOff) = PacePolicy.Take(paidOff, perMinute, 1, Now);
            starts.Add((start - Now).TotalSeconds);
        }

        return starts;
    }
}
