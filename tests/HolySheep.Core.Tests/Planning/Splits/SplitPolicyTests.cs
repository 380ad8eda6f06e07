using System;
using System.Linq;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Planning.Splits;

public sealed class SplitPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private static readonly SplitOptions Split = new() { Model = "m", To = [new SplitMember("b", 5)], MinSamples = 20, MaxErrorRate = 0.1, MaxP95 = TimeSpan.FromSeconds(2) };

    [Fact]
    public void Too_few_calls_say_nothing_yet()
    {
        var statistics = After(Calls(19, failed: 19));
        Assert.Null(statistics.ReturnedAt);
        Assert.Equal((19, 19, 1.0), (statistics.Samples, statistics.Errors, statistics.ErrorRate));
        Assert.Equal(Now, SplitPolicy.After(statistics, new SplitSample(null, 0), Split, Now, mayReturn: true).ReturnedAt);
    }

    [Theory]
    [InlineData(2, false), InlineData(3, true)]
    public void More_failures_than_the_limit_send_the_calls_back_with_the_reason(int failed, bool returned)
    {
        var statistics = After(Calls(20, failed));
        Assert.Equal(returned, statistics.ReturnedAt is not null);
        Assert.Equal(returned ? "3 of the last 20 calls were not answered (15 %), more than 10 %" : null, statistics.Reason);
    }

    [Theory]
    [InlineData(1, false), InlineData(2, true)]
    public void A_95th_percentile_above_the_limit_sends_the_calls_back(int slow, bool returned)
    {
        var statistics = After([.. Enumerable.Repeat<double?>(0.5, 20 - slow), .. Enumerable.Repeat<double?>(3, slow)]);
        Assert.Equal(TimeSpan.FromSeconds(slow == 1 ? 0.5 : 3), statistics.P95);
        Assert.Equal(returned ? "the 95th percentile of its latency was 3.0 s, more than 2 s" : null, statistics.Reason);
    }

    [Fact]
    public void Without_limits_and_on_the_old_side_nothing_goes_back()
    {
        Assert.Null(After(Calls(50, 50), Split with { MaxErrorRate = null, MaxP95 = null }).ReturnedAt);
        Assert.Null(After(Calls(50, 50), mayReturn: false).ReturnedAt);
    }

    [Fact]
    public void A_side_that_turns_bad_after_many_good_calls_is_judged_by_its_latest_200_calls()
    {
        Assert.Null(After([.. Calls(5_000, 0), .. Calls(20, 20)]).ReturnedAt);
        var statistics = After([.. Calls(5_000, 0), .. Calls(21, 21)]);
        Assert.Equal((200, 5_021L, 21L), (statistics.Window.Count, statistics.Samples, statistics.Errors));
        Assert.NotNull(statistics.ReturnedAt);
    }

    [Fact]
    public void A_return_stays_until_the_split_is_set_again_and_then_the_counting_is_new()
    {
        var returned = After(Calls(20, 20));
        var later = SplitPolicy.After(returned, new SplitSample(TimeSpan.FromSeconds(1), 0), Split, Now.AddHours(1), mayReturn: true);
        Assert.Equal((Now, returned.Reason), (later.ReturnedAt, later.Reason));

        var again = SplitPolicy.After(later, new SplitSample(TimeSpan.FromSeconds(1), 0), Split with { Since = "2026-11-23T00:00:00Z" }, Now, mayReturn: true);
        Assert.Equal((1, 0, null), (again.Samples, again.Errors, again.ReturnedAt));
        Assert.Equal(1, SplitPolicy.After(later, new SplitSample(null, 0), Split with { To = [new SplitMember("b", 25)] }, Now, mayReturn: true).Samples);
    }

    [Fact]
    public void Costs_add_up_and_one_unknown_price_makes_the_sum_unknown()
    {
        var two = SplitPolicy.After(SplitPolicy.After(SplitStatistics.None, new SplitSample(null, 0.1m), Split, Now, true), new SplitSample(null, 0.02m), Split, Now, true);
        Assert.Equal(0.12m, two.Cost);
        Assert.Null(SplitPolicy.After(two, new SplitSample(null, null), Split, Now, true).Cost);
    }

    [Fact]
    public void Nothing_known_has_no_rate_and_no_percentile() => Assert.Equal((null, null), (SplitStatistics.None.ErrorRate, SplitStatistics.None.P95));

    private static double?[] Calls(int count, int failed) => [.. Enumerable.Repeat<double?>(null, failed), .. Enumerable.Repeat<double?>(0.5, count - failed)];

    private static SplitStatistics After(double?[] seconds, SplitOptions? split = null, bool mayReturn = true) => seconds.Aggregate(
        SplitStatistics.None,
        (last, call) => SplitPolicy.After(last, new SplitSample(call is { } s ? TimeSpan.FromSeconds(s) : null, 0), split ?? Split, Now, mayReturn));
}
