using System;
using HolySheep.Transport;
using Xunit;

namespace HolySheep.Limits;

public sealed class QuotaWindowPolicyTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_announced_number_of_calls_is_sent_until_the_reset()
    {
        var window = Learn(null, place: 1, remaining: 3);
        Assert.Equal([0, 0, 0, 30], Waits(window, used: 1, calls: 4));
    }

    [Fact]
    public void Requests_sent_meanwhile_are_subtracted()
    {
        var window = Learn(null, place: 1, remaining: 3);
        Assert.Equal([0, 30], Waits(window, used: 3, calls: 2));
    }

    [Fact]
    public void With_nothing_left_the_reset_is_waited_for() => Assert.Equal([30], Waits(Learn(null, place: 5, remaining: 0), used: 5, calls: 1));

    [Fact]
    public void The_word_of_the_call_that_was_sent_last_holds()
    {
        var later = Learn(null, place: 9, remaining: 10);
        Assert.Same(later, Learn(later, place: 8, remaining: 50));
        Assert.Equal(60, Learn(later, place: 10, remaining: 50)!.Ceiling);
    }

    [Fact]
    public void Of_answers_without_an_order_the_smallest_remaining_count_holds()
    {
        var window = Learn(Learn(null, place: 0, remaining: 40), place: 0, remaining: 59);
        Assert.Equal(40, window!.Ceiling);
        Assert.Equal(12, Learn(window, place: 0, remaining: 12)!.Ceiling);
    }

    [Fact]
    public void A_refusal_that_names_a_wait_knows_better_than_the_reset()
    {
        var level = new QuotaLevel(0, Now.AddSeconds(60), 10);
        Assert.Equal(Now.AddSeconds(2), QuotaWindowPolicy.Learn(null, 1, level, Now, TimeSpan.FromSeconds(2))!.Until);
        Assert.Equal(Now.AddSeconds(60), QuotaWindowPolicy.Learn(null, 1, level, Now, TimeSpan.FromSeconds(90))!.Until);
        Assert.Equal(Now.AddSeconds(60), QuotaWindowPolicy.Learn(null, 1, level with { Remaining = 1 }, Now, TimeSpan.FromSeconds(2))!.Until);
    }

    [Fact]
    public void A_reset_in_the_past_is_ignored() => Assert.Null(QuotaWindowPolicy.Learn(null, 1, new QuotaLevel(0, Now, 10), Now, null));

    [Fact]
    public void After_the_reset_at_most_the_limit_is_sent_until_a_server_announces_more()
    {
        var after = Now.AddSeconds(30);
        var window = QuotaWindowPolicy.At(Learn(null, place: 1, remaining: 0, limit: 2), 1, after);
        Assert.Equal(TimeSpan.Zero, QuotaWindowPolicy.Wait(window, 1, 1, after));
        Assert.Equal(TimeSpan.Zero, QuotaWindowPolicy.Wait(window, 2, 1, after));
        Assert.Equal(TimeSpan.FromSeconds(1), QuotaWindowPolicy.Wait(window, 3, 1, after));
        Assert.Equal(TimeSpan.Zero, QuotaWindowPolicy.Wait(QuotaWindowPolicy.Learn(window, 2, new QuotaLevel(8, after.AddSeconds(30), 10), after, null), 3, 1, after));
    }

    [Fact]
    public void A_limit_that_is_not_announced_again_is_full_after_its_announced_span_and_at_most_a_minute()
    {
        var window = QuotaWindowPolicy.At(Learn(null, place: 1, remaining: 0, limit: 2), 1, Now.AddSeconds(30));
        Assert.Equal(5, QuotaWindowPolicy.At(window, 3, Now.AddSeconds(60))!.Ceiling);
        var day = QuotaWindowPolicy.Learn(null, 1, new QuotaLevel(0, Now.AddHours(10), 2), Now, null);
        Assert.Equal(Now.AddHours(10).AddMinutes(1), QuotaWindowPolicy.At(day, 1, Now.AddHours(10))!.Until);
    }

    [Fact]
    public void After_the_reset_of_an_unknown_limit_everybody_goes() =>
        Assert.Equal(TimeSpan.Zero, QuotaWindowPolicy.Wait(QuotaWindowPolicy.At(Learn(null, 1, 0, limit: null), 1, Now.AddSeconds(30)), 100, 1, Now.AddSeconds(30)));

    [Fact]
    public void A_request_larger_than_the_limit_is_sent_if_the_limit_is_unused()
    {
        var window = QuotaWindowPolicy.Learn(null, 0, new QuotaLevel(1_000, Now.AddSeconds(30), 1_000), Now, null);
        Assert.Equal(TimeSpan.Zero, QuotaWindowPolicy.Wait(window, 0, 5_000, Now));
        Assert.Equal(TimeSpan.FromSeconds(30), QuotaWindowPolicy.Wait(window, 1, 5_000, Now));
    }

    private static QuotaWindow? Learn(QuotaWindow? window, long place, long remaining, long? limit = 60) =>
        QuotaWindowPolicy.Learn(window, place, new QuotaLevel(remaining, Now.AddSeconds(30), limit), Now, null);

    private static double[] Waits(QuotaWindow? window, long used, int calls)
    {
        var waits = new double[calls];
        for (var call = 0; call < calls; call++)
        {
            waits[call] = QuotaWindowPolicy.Wait(window, used + call, 1, Now).TotalSeconds;
        }

        return waits;
    }
}
