using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>A job in the lane auto that goes on after an interruption, with a batch that is nearly done.</summary>
public sealed class ResumedAutoLaneTests
{
    private const int Rows = 300;

    // Three of a hundred rows measure live calls; the batch stays at 95 % of the others.
    private const int Sampled = 3;
    private const int Done = 282;
    private const int Rest = Rows - Sampled - Done;
    private const decimal LiveCost = 30m / 1_000_000m;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(5);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 22, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task It_knows_how_fast_live_calls_are_and_lets_the_batch_go_on()
    {
        await using var lane = Begin();
        lane.Desk.Pace = batch => (Done, batch.IsCancelled);
        var deadline = _clock.GetUtcNow().AddMinutes(12);
        await InterruptAsync(lane, deadline);

        var summary = await RunAsync(lane, deadline, calls: Sampled + 1);

        AssertPaidOnce(lane, summary);
        Assert.True(_clock.GetUtcNow() > deadline.AddMinutes(-3), "The batch had no time.");
    }

    [Fact]
    public async Task Rows_that_a_cancelled_batch_has_answered_are_collected_before_the_rest_goes_live()
    {
        await using var lane = Begin();
        var cancelled = (DateTimeOffset?)null;
        lane.Desk.Pace = batch => (Done, batch.IsCancelled && _clock.GetUtcNow() - (cancelled ??= _clock.GetUtcNow()) >= TimeSpan.FromSeconds(30));

        // A live call takes a minute, so 297 rows take 19 minutes, and 15 rows one.
        lane.Stage.One.Handle(_ =>
        {
            _clock.Advance(TimeSpan.FromMinutes(1.0 / Sampled));
            return Reply.Text("live").WithUsage(10, 10);
        });
        var deadline = _clock.GetUtcNow().AddHours(1);
        await InterruptAsync(lane, deadline);
        _clock.Advance(deadline.AddMinutes(-10) - _clock.GetUtcNow());
        lane.Stage.One.Handle(_ => Reply.Text("live").WithUsage(10, 10));

        var summary = await RunAsync(lane, deadline, calls: Sampled + 1);

        AssertPaidOnce(lane, summary);
    }

    [Fact]
    public async Task The_pace_is_measured_with_a_few_rows_of_the_batch_if_no_run_has_measured_it()
    {
        await using var lane = Begin();
        lane.Desk.Pace = batch => (Done, batch.IsCancelled);
        var submitted = await lane.RunAsync(options => options with { Detach = true });
        Assert.Equal(CsvStopReason.Detached, submitted.StopReason);

        var summary = await RunAsync(lane, _clock.GetUtcNow().AddMinutes(12), calls: Sampled + 1);

        // The first rows of the batch are those that were measured with, and paid twice.
        Assert.Equal((Rows, 0, Rows - Done + Sampled), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Equal(Done * FakeDesk.Price / 2, lane.Desk.Spent);
        AssertColumn(lane);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task What_a_batch_answers_after_its_rows_were_moved_is_kept_for_rows_that_have_no_other_answer(bool ends)
    {
        // The batch ends while the first live call after the move is under way.
        await using var lane = Begin();
        using var stop = new CancellationTokenSource();
        var (calls, hasEnded) = (0, false);
        lane.Desk.Pace = _ => (hasEnded ? Done : 0, hasEnded);
        lane.Stage.One.Handle(_ =>
        {
            if (Interlocked.Increment(ref calls) == 2)
            {
                hasEnded = true;
                _clock.Advance(LaneRules.UsualPoll);
                Assert.True(SpinWait.SpinUntil(() => lane.Desk.Files == 0, TimeSpan.FromSeconds(20)), "The batch was not collected.");

                if (ends)
                {
                    stop.Cancel();
                }
            }

            return Reply.Text("live").WithUsage(10, 10);
        });

        var deadline = _clock.GetUtcNow().AddHours(1);
        var summary = await RunAsync(lane, deadline, calls: 2, options => options with { ThrottleLimit = 1 }, stop.Token);
        if (ends)
        {
            Assert.Equal(CsvStopReason.Cancelled, summary.StopReason);
            Assert.Equal(1 + Done, summary.Succeeded);
            Assert.Equal(Rows - 1 - Done, (await lane.PlanAsync()).ToAsk);
            summary = await RunAsync(lane, deadline, calls: int.MaxValue);
        }

        // One sampled, one under way when the batch ended, and what the batch did not answer: the next run measures with one of these, and there is time for a batch of the others.
        Assert.Equal((Rows, 0, ends ? 3 : Rows - 1 - Done + 2), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Equal("answer to Say text 2", lane.Folder.Column("Answer")[1]);
        Assert.Equal("2", lane.Folder.Column("HolySheepAttempts")[1]);
        Assert.Equal((ends ? Rows - 2 : Done) * FakeDesk.Price / 2, lane.Desk.Spent);
        AssertColumn(lane);
        lane.AssertClean();
    }

    private LaneFolder Begin()
    {
        var lane = new LaneFolder(Rows, _clock);
        lane.Desk.Bounds = new(1000, 1_000_000);
        lane.Stage.One.OnAny().Answer(Reply.Text("live").WithUsage(10, 10));
        return lane;
    }

    /// <summary>Ends a run once it has submitted its batch.</summary>
    private async Task InterruptAsync(LaneFolder lane, DateTimeOffset deadline)
    {
        using var stop = new CancellationTokenSource();
        var running = lane.RunAsync(options => options with { Lane = CsvLane.Auto, BatchPoll = null, Deadline = deadline }, stop.Token);
        while (lane.Desk.Batches.Count == 0)
        {
            await Task.Delay(RealStep, CancellationToken.None);
        }

        stop.Cancel();
        Assert.Equal((CsvStopReason.Cancelled, Sampled), ((await running).StopReason, lane.Stage.One.CallCount));
    }

    /// <summary>Lets time pass until so many live calls were made in all, or to the end.</summary>
    private async Task<CsvJobSummary> RunAsync(LaneFolder lane, DateTimeOffset deadline, int calls, Func<CsvJobOptions, CsvJobOptions>? change = null, CancellationToken stop = default)
    {
        var running = lane.RunAsync(options => (change?.Invoke(options) ?? options) with { Lane = CsvLane.Auto, BatchPoll = null, Deadline = deadline }, stop);
        var live = lane.Stage.One.WaitForCallAsync(calls);
        while (!live.IsCompleted && !running.IsCompleted)
        {
            if (lane.Desk.Batches.Count > 0)
            {
                _clock.Advance(Step);
            }

            await Task.WhenAny(live, running, Task.Delay(RealStep, CancellationToken.None));
        }

        return await running;
    }

    private static void AssertPaidOnce(LaneFolder lane, CsvJobSummary summary)
    {
        Assert.Equal((Rows, 0, true), (summary.Succeeded, summary.ExitCode, summary.Deadline!.IsKept));
        Assert.Equal((Sampled + Rest, Done * FakeDesk.Price / 2), (lane.Stage.One.CallCount, lane.Desk.Spent));
        AssertColumn(lane);
        lane.AssertClean();
    }

    /// <summary>Checks that the column of costs is what was paid.</summary>
    private static void AssertColumn(LaneFolder lane) =>
        Assert.Equal(lane.Desk.Spent + (lane.Stage.One.CallCount * LiveCost), lane.Folder.Column("HolySheepCost").Sum(cost => decimal.Parse(cost, CultureInfo.InvariantCulture)));
}
