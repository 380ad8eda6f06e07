using System;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Failures;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>What a person sees while a batch API does not do what it is asked.</summary>
public class LanePatienceTests
{
    [Fact]
    public async Task A_provider_that_takes_no_batch_is_named_in_the_progress_until_it_does()
    {
        await using var lane = new LaneFolder(10);
        CsvJobProgress? told = null;
        lane.Desk.RefuseUpload = () => told is null ? new Failure { Signal = FailureSignal.ConnectionFailed, Message = "the connection was refused" } : null;

        var summary = await lane.RunAsync(progress: progress => told ??= progress.Phase == CsvJobPhase.Paused ? progress : null);

        Assert.Contains("did not take the batch", told!.PauseReason, StringComparison.Ordinal);
        Assert.Contains("the connection was refused", told.PauseReason, StringComparison.Ordinal);
        Assert.NotNull(told.PausedUntil);
        Assert.Equal((10, 0), (summary.Succeeded, summary.ExitCode));
    }

    [Fact]
    public async Task A_job_that_is_stopped_keeps_nothing_reserved_for_what_was_not_submitted()
    {
        await using var lane = new LaneFolder(10);
        using var stop = new CancellationTokenSource();
        lane.Desk.Refuse = _ =>
        {
            stop.Cancel();
            return new Failure { Signal = FailureSignal.ConnectionFailed, Message = "the connection was refused" };
        };

        var summary = await lane.RunAsync(stop: stop.Token);

        Assert.Equal((130, 0), (summary.ExitCode, lane.Desk.Batches.Count));
        Assert.Empty(lane.Desk.Reserved);
        lane.Desk.Refuse = null;
        Assert.Equal((10, 0), (await lane.RunAsync()) is var next ? (next.Succeeded, next.ExitCode) : default);
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task A_job_that_is_stopped_while_it_puts_a_batch_together_keeps_nothing_reserved()
    {
        await using var lane = new LaneFolder(600);
        lane.Desk.Bounds = new BatchBounds(1_000, 1_000_000);
        using var stop = new CancellationTokenSource();
        lane.Desk.Booked = count =>
        {
            if (count == 300)
            {
                stop.Cancel();
            }
        };

        Assert.Equal((130, 0), ((await lane.RunAsync(stop: stop.Token)).ExitCode, lane.Desk.Batches.Count));
        Assert.Empty(lane.Desk.Reserved);
        lane.Desk.Booked = null;
        Assert.Equal((600, 0), (await lane.RunAsync()) is var next ? (next.Succeeded, next.ExitCode) : default);
        lane.AssertWhole(600);
    }
}
