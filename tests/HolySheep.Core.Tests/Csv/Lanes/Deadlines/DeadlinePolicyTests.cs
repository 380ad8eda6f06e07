using System;
using Xunit;

namespace HolySheep.Csv.Lanes.Deadlines;

public class DeadlinePolicyTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 22, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Deadline = Begin.AddHours(8);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(16, 2)]
    [InlineData(17, 4)]
    [InlineData(1600, 200)]
    public void Live_calls_need_the_time_of_one_call_for_each_round(int rows, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new LivePace(TimeSpan.FromSeconds(2), 16, null).TimeFor(rows));

    [Fact]
    public void A_limit_of_the_provider_makes_live_calls_slower() =>
        Assert.Equal(TimeSpan.FromMinutes(10), new LivePace(TimeSpan.FromSeconds(2), 16, 60).TimeFor(600));

    [Fact]
    public void Live_calls_begin_with_half_of_their_time_and_a_slack_to_spare()
    {
        // 4,800 rows at 16 at once and 2 s take 10 minutes; the slack of a long night is 5 minutes.
        Assert.Equal(Deadline.AddMinutes(-5 - 15), new DeadlinePolicy(Begin, Deadline).LatestLive(4_800, new LivePace(TimeSpan.FromSeconds(2), 16, null)));
        Assert.Equal(Begin.AddSeconds(9), new DeadlinePolicy(Begin, Begin.AddSeconds(10)).LatestLive(0, new LivePace(TimeSpan.FromSeconds(2), 16, null)));
    }

    [Theory]
    [InlineData(0, -30, -20)]
    [InlineData(4_000, null, -20)]
    [InlineData(4_000, -30, -15)]
    [InlineData(4_700, -30, -15)]
    [InlineData(4_700, -9, -5.375)]
    public void Rows_that_a_cancelled_batch_has_answered_wait_for_its_end_as_long_as_live_calls_could_answer_them_in_time(int ready, int? cancelled, double minutes)
    {
        // 4,800 rows at 16 at once and 2 s take 10 minutes, and with the margin 15; 100 rows take 15 s. The slack is 5 minutes.
        var (policy, pace) = (new DeadlinePolicy(Begin, Deadline), new LivePace(TimeSpan.FromSeconds(2), 16, null));
        var since = cancelled is { } known ? Deadline.AddMinutes(known) : (DateTimeOffset?)null;
        Assert.Equal(Deadline.AddMinutes(minutes), policy.LatestMove(4_800, ready, pace, since), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Fewer_rows_may_begin_later()
    {
        var (policy, pace) = (new DeadlinePolicy(Begin, Deadline), new LivePace(TimeSpan.FromSeconds(5), 4, null));
        for (var rows = 1; rows < 5_000; rows += 7)
        {
            Assert.True(policy.LatestLive(rows, pace) >= policy.LatestLive(rows + 7, pace));
        }
    }

    [Fact]
    public void More_rows_than_any_time_can_hold_must_begin_at_once() =>
        Assert.True(new DeadlinePolicy(Begin, Deadline).LatestLive(int.MaxValue, new LivePace(TimeSpan.FromDays(1), 1, null)) < Begin);

    [Theory]
    [InlineData(-11, null, false)]
    [InlineData(-9, null, true)]
    [InlineData(-9, -1, false)]
    [InlineData(-9, 1, true)]
    public void A_batch_is_cancelled_ten_minutes_before_unless_it_will_have_ended_by_then(int minutes, int? end, bool cancels)
    {
        var (policy, pace) = (new DeadlinePolicy(Begin, Deadline), new LivePace(TimeSpan.FromSeconds(2), 16, null));
        var latest = policy.LatestLive(100, pace);
        Assert.Equal(cancels, policy.IsToCancel(latest.AddMinutes(minutes), 100, pace, end is { } known ? latest.AddMinutes(known) : null));
    }

    [Fact]
    public void The_end_of_a_batch_is_forecast_from_its_own_pace()
    {
        Assert.Null(DeadlinePolicy.EndOf(Begin, Begin.AddHours(1), 0, 100));
        Assert.Equal(Begin.AddHours(4), DeadlinePolicy.EndOf(Begin, Begin.AddHours(1), 25, 100));
        Assert.Equal(Begin.AddHours(1), DeadlinePolicy.EndOf(Begin, Begin.AddHours(1), 100, 100));
    }
}
