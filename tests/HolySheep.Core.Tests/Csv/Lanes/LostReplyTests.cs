using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>Submissions whose replies are lost.</summary>
public class LostReplyTests
{
    [Fact]
    public async Task A_batch_whose_reply_was_lost_is_found_and_not_submitted_again()
    {
        await using var lane = new LaneFolder(20);
        lane.Desk.LosesReply = _ => true;

        var summary = await lane.RunAsync();

        Assert.Equal(0, summary.ExitCode);
        lane.AssertWhole(20);
        Assert.Equal(2, lane.Desk.Batches.Count);
        Assert.Empty(summary.Warnings);
    }

    [Fact]
    public async Task A_batch_that_did_not_arrive_is_submitted_after_two_searches()
    {
        await using var lane = new LaneFolder(10);
        var isFirst = true;
        lane.Desk.Refuse = _ =>
        {
            var refusal = isFirst ? new Failures.Failure { Signal = Failures.FailureSignal.ConnectionReset, Message = "reset" } : null;
            isFirst = false;
            return refusal;
        };

        await lane.RunAsync();

        lane.AssertWhole(10);
        Assert.Equal(2, lane.Desk.Searches);
    }

    [Fact]
    public async Task A_batch_that_the_provider_lists_late_is_not_submitted_again()
    {
        await using var lane = new LaneFolder(10);
        (lane.Desk.Settling, lane.Desk.Unlisted, lane.Desk.LosesReply) = (TimeSpan.FromMinutes(1), 5, _ => true);

        var summary = await lane.RunAsync();

        Assert.Equal(0, summary.ExitCode);
        lane.AssertWhole(10);
        Assert.Single(lane.Desk.Batches);
    }

    [Fact]
    public async Task A_submission_that_was_throttled_waits_as_long_as_the_provider_asks()
    {
        await using var lane = new LaneFolder(10);
        var times = new List<long>();
        lane.Desk.Refuse = _ =>
        {
            times.Add(Stopwatch.GetTimestamp());
            return times.Count == 1 ? FakeDesk.Throttle(429) with { WaitHint = TimeSpan.FromMilliseconds(400) } : null;
        };

        var summary = await lane.RunAsync();

        Assert.Equal((10, 1), (summary.Succeeded, lane.Desk.Batches.Count));
        Assert.Equal(2, times.Count);
        Assert.True(Stopwatch.GetElapsedTime(times[0], times[1]) >= TimeSpan.FromMilliseconds(390));
    }

    [Fact]
    public async Task While_it_cannot_be_decided_nothing_is_repeated_and_a_warning_names_it()
    {
        await using var lane = new LaneFolder(10);
        (lane.Desk.CanSearch, lane.Desk.LosesReply) = (false, _ => true);

        var summary = await lane.RunAsync(options => options with { Detach = true });

        Assert.Equal(9, summary.ExitCode);
        var warning = Assert.Single(summary.Warnings);
        Assert.Contains(lane.Desk.Batches.Single().Name, warning, StringComparison.Ordinal);
        Assert.Contains("-Resubmit", warning, StringComparison.Ordinal);
        Assert.Equal(CsvBatchState.Unknown, summary.Batches.Single().State);
        Assert.Equal(9, (await lane.RunAsync(options => options with { Detach = true })).ExitCode);
        Assert.Single(lane.Desk.Batches);

        // Its search can tell once the batch has ended.
        lane.Desk.CanSearch = true;
        await lane.RunAsync();
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task What_is_to_be_resubmitted_goes_into_another_batch()
    {
        await using var lane = new LaneFolder(10);
        (lane.Desk.CanSearch, lane.Desk.LosesReply) = (false, _ => true);
        await lane.RunAsync(options => options with { Detach = true });
        lane.Desk.LosesReply = _ => false;

        var summary = await lane.RunAsync(options => options with { Resubmit = true });

        Assert.Equal((10, 0), (summary.Succeeded, summary.ExitCode));
        Assert.Equal(2, lane.Desk.Batches.Count);
        Assert.Empty(summary.Warnings);
    }

    [Fact]
    public async Task What_is_to_be_resubmitted_is_collected_if_it_is_found_after_all()
    {
        await using var lane = new LaneFolder(10);
        (lane.Desk.CanSearch, lane.Desk.LosesReply) = (false, _ => true);
        await lane.RunAsync(options => options with { Detach = true });
        lane.Desk.CanSearch = true;

        await lane.RunAsync(options => options with { Resubmit = true });

        lane.AssertWhole(10);
        Assert.Single(lane.Desk.Batches);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_batch_that_the_provider_does_not_know_is_sent_again_only_if_the_caller_says_so(bool resubmits)
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Polls = int.MaxValue;
        await lane.RunAsync(options => options with { Detach = true });
        lane.Desk.Forget();
        lane.Desk.Polls = 0;

        var summary = await lane.RunAsync(options => options with { Resubmit = resubmits });

        Assert.Equal(resubmits ? (10, 0, 1) : (0, 9, 0), (summary.Succeeded, summary.ExitCode, lane.Desk.Batches.Count));
        Assert.True(resubmits || summary.Message!.Contains("-Resubmit", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_job_that_starts_over_names_the_batches_that_it_forgets()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Polls = int.MaxValue;
        await lane.RunAsync(options => options with { Detach = true });
        lane.Desk.Polls = 0;

        var summary = await lane.RunAsync(options => options with { Restart = true });

        Assert.Equal((10, 2), (summary.Succeeded, lane.Desk.Batches.Count));
        Assert.StartsWith("The batches batch-1 at one/alpha with 10 rows are forgotten", Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_does_not_count_rows_that_are_in_batches()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Polls = int.MaxValue;
        await lane.RunAsync(options => options with { Detach = true });

        var plan = await lane.PlanAsync();

        Assert.Equal((10, 0), (plan.Rows, plan.ToAsk));
        Assert.Equal([CsvLane.Live, CsvLane.Batch], plan.Lanes.Select(cost => cost.Lane));
    }

    [Fact]
    public async Task A_plan_shows_half_the_price_in_the_lane_batch()
    {
        await using var lane = new LaneFolder(10);

        var lanes = (await lane.PlanAsync()).Lanes;

        Assert.Equal(lanes[0].CostHigh / 2, lanes[1].CostHigh);
        Assert.Equal((null, TimeSpan.FromHours(24)), (lanes[0].Time, lanes[1].Time));
    }

    [Fact]
    public async Task Rows_in_batches_are_not_sent_again_by_a_run_in_another_lane()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Polls = int.MaxValue;
        await lane.RunAsync(options => options with { Detach = true });

        var error = await Assert.ThrowsAsync<Errors.HolySheepException>(() => lane.RunAsync(options => options with { Lane = CsvLane.Live, BatchPoll = null }));

        Assert.Equal(2, Errors.ExitCode.Of(error.Code));
        Assert.StartsWith("10 rows of ", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, lane.Stage.One.CallCount);
    }
}
