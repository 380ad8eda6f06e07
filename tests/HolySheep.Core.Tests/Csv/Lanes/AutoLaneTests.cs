using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>The lane auto, whose rows leave batches in time for a deadline. The clock stands still while live calls are made, so that their own time decides nothing.</summary>
public class AutoLaneTests
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(5);
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 22, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Without_a_deadline_it_is_batch_with_a_live_rest()
    {
        await using var lane = new LaneFolder(10);
        lane.Stage.One.OnAny().Answer(Reply.Text("live"));
        lane.Desk.Results = id => id.EndsWith("-3", StringComparison.Ordinal) ? FakeDesk.Late(id) : null;

        var summary = await lane.RunAsync(options => options with { Lane = CsvLane.Auto });

        Assert.Equal((10, 0, 1), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Null(summary.Deadline);
        Assert.Equal([(CsvLane.Batch, 10), (CsvLane.Live, 1)], summary.Lanes.Select(share => (share.Lane, share.Prompts)));
    }

    [Fact]
    public async Task Batches_that_end_in_time_answer_everything_but_the_sample()
    {
        await using var lane = Begin();
        lane.Desk.Polls = 3;

        var summary = await RunAsync(lane, TimeSpan.FromHours(1));

        Assert.Equal((20, 0, 1), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Equal((true, 0), (summary.Deadline!.IsKept, summary.Deadline.Moved));
        lane.AssertClean();
    }

    [Fact]
    public async Task A_batch_that_will_be_late_is_cancelled_early_enough_and_no_row_is_paid_twice()
    {
        await using var lane = Begin();
        lane.Desk.Polls = int.MaxValue;

        var summary = await RunAsync(lane, TimeSpan.FromHours(1));

        Assert.Equal((20, 0, 20), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Equal((true, 19), (summary.Deadline!.IsKept, summary.Deadline.Moved));
        Assert.True(summary.Deadline.Cost > 0);
        Assert.Equal(0m, lane.Desk.Spent);
        Assert.Empty(summary.Warnings);
        lane.AssertClean();
    }

    [Theory]
    [InlineData(null, 0.5), InlineData(0.75, 0.25), InlineData(0.1, 0.9)]
    public async Task The_cost_of_the_deadline_is_what_the_batches_of_the_model_would_have_saved(double? factor, double saved)
    {
        await using var lane = Begin();
        lane.Stage.With(configuration => configuration with
        {
            Models = configuration.Models.ToDictionary(model => model.Key, model => model.Key == "alpha" ? model.Value with { Price = model.Value.Price! with { Batch = (decimal?)factor } } : model.Value),
        });
        lane.Desk.Polls = int.MaxValue;

        var summary = await RunAsync(lane, TimeSpan.FromHours(1));

        // 20 calls of 10 and 10 tokens at 1 and 2 USD a million.
        Assert.Equal(20 * 30m / 1_000_000m * (decimal)saved, summary.Deadline!.Cost);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_cancelled_is_left_and_settled_by_the_next_run()
    {
        await using var lane = Begin();
        (lane.Desk.Polls, lane.Desk.IgnoresCancel) = (int.MaxValue, true);

        var summary = await RunAsync(lane, TimeSpan.FromHours(1));

        Assert.Equal((20, 0, 20), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.True(summary.Deadline!.IsKept);
        Assert.Equal(2, summary.Warnings.Count);
        Assert.All(lane.Folder.Column("Answer"), answer => Assert.Equal("live", answer));
        lane.Desk.Polls = 0;
        var again = await lane.RunAsync(options => options with { BatchPoll = null });
        Assert.Equal((20, 20, 0), (again.Succeeded, again.Reused, again.ExitCode));
        Assert.Equal(20, lane.Stage.One.CallCount);

        // What the batch was paid for the same rows stands beside what the live calls cost.
        Assert.Equal((20 * 30m / 1_000_000m) + lane.Desk.Spent, lane.Folder.Column("HolySheepCost").Sum(cost => decimal.Parse(cost, CultureInfo.InvariantCulture)));
        Assert.Equal((19 * FakeDesk.Price / 2, 19), (lane.Desk.Spent, lane.Folder.Column("HolySheepAttempts").Count(attempts => attempts == "2")));
        lane.AssertClean();
    }

    [Fact]
    public async Task With_too_little_time_every_row_goes_live_at_once()
    {
        await using var lane = Begin();

        var summary = await lane.RunAsync(options => options with { Lane = CsvLane.Auto, Deadline = _clock.GetUtcNow().AddSeconds(1) });

        Assert.Equal((20, 0, 20), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Empty(lane.Desk.Batches);
    }

    private LaneFolder Begin()
    {
        var lane = new LaneFolder(20, _clock);
        lane.Stage.One.OnAny().Answer(Reply.Text("live").WithUsage(10, 10));
        return lane;
    }

    /// <summary>Lets time pass from the first batch to the first call after the sample, or to the end.</summary>
    private async Task<CsvJobSummary> RunAsync(LaneFolder lane, TimeSpan time)
    {
        var running = lane.RunAsync(options => options with { Lane = CsvLane.Auto, BatchPoll = null, Deadline = _clock.GetUtcNow() + time });
        var live = lane.Stage.One.WaitForCallAsync(2);
        while (!live.IsCompleted && !running.IsCompleted)
        {
            if (lane.Desk.Batches.Count == 2)
            {
                _clock.Advance(Step);
            }

            await Task.WhenAny(live, running, Task.Delay(RealStep));
        }

        return await running;
    }
}
