using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Errors;
using HolySheep.Failures;
using HolySheep.Harness;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>Batches whose results are not all there, and batches that the provider did not take.</summary>
public class BatchShortfallTests
{
    [Theory]
    [InlineData(10, 0), InlineData(0, 1)]
    public async Task Fewer_results_than_the_provider_counts_or_lines_that_cannot_be_read_are_read_again(int promised, int unreadable)
    {
        await using var lane = new LaneFolder(10);
        var reads = 0;
        (lane.Desk.Promised, lane.Desk.Unreadable) = (promised, () => reads < 4 ? unreadable : 0);
        lane.Desk.Change = rows => ++reads < 4 ? rows.Skip(2 * reads).Take(3) : rows;

        var summary = await lane.RunAsync();

        Assert.Equal((10, 0, 0, 4), (summary.Succeeded, summary.Failed, summary.ExitCode, reads));
        Assert.Equal((10 * FakeDesk.Price / 2, 0m), (summary.Cost, summary.EstimatedCost));
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task Lines_that_cannot_be_read_beside_all_results_are_left_out()
    {
        await using var lane = new LaneFolder(10);
        (lane.Desk.Promised, lane.Desk.Unreadable) = (10, () => 3);

        var summary = await lane.RunAsync();

        Assert.Equal((10, 0), (summary.Succeeded, summary.ExitCode));
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task Results_that_stay_incomplete_end_the_job_keep_the_files_and_the_same_command_collects_later()
    {
        await using var lane = new LaneFolder(10);
        var reads = 0;
        lane.Desk.Promised = 10;
        lane.Desk.Change = rows =>
        {
            reads++;
            return rows.Take(7);
        };

        var summary = await lane.RunAsync();

        Assert.Equal((CsvStopReason.NoTarget, 7, 0), (summary.StopReason, summary.Succeeded, summary.Failed));
        Assert.Contains("it counts 10 results, and 7 could be read", summary.Message, StringComparison.Ordinal);
        Assert.Contains("-Resubmit", summary.Message, StringComparison.Ordinal);
        Assert.Equal((3 * FakeDesk.Price, 7 * FakeDesk.Price / 2), (summary.EstimatedCost, summary.Cost - summary.EstimatedCost));
        Assert.Contains("3 rows are in 1 batch", summary.Message, StringComparison.Ordinal);
        Assert.InRange(reads, 2, 20);
        Assert.Equal((1, 3), (lane.Desk.Files, lane.Desk.Reserved.Count));
        lane.Desk.Change = rows => rows;
        Assert.Equal(0, (await lane.RunAsync()).ExitCode);
        lane.AssertWhole(10);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task Results_that_can_never_be_read_to_their_end_end_the_job_and_the_same_command_collects_later(bool isCut)
    {
        var clock = new FakeTimeProvider();
        using var over = new CancellationTokenSource();
        await using var lane = new LaneFolder(10, clock);
        lane.Desk.Change = rows => rows.Take(7);
        var reads = 0;
        lane.Desk.RefuseRead = () =>
        {
            Assert.True(++reads < 1000, "The results are read without an end.");
            return new Failure { Signal = isCut ? FailureSignal.ShortBody : FailureSignal.None, Status = isCut ? null : 503, Message = "Cut short" };
        };
        var passing = Task.Run(() => PassingTime.UntilAsync(clock, over.Token));
        Task<CsvJobSummary> Run() => lane.RunAsync(options => options with { BatchPoll = TimeSpan.FromMinutes(1) });

        var summary = await Run();

        Assert.Equal((CsvStopReason.NoTarget, 7, 0), (summary.StopReason, summary.Succeeded, summary.Failed));
        Assert.Contains("Cut short", summary.Message, StringComparison.Ordinal);
        Assert.InRange(reads, 10, 100);
        (lane.Desk.Change, lane.Desk.RefuseRead) = (rows => rows, null);
        Assert.Equal(0, (await Run()).ExitCode);
        lane.AssertWhole(10);
        over.Cancel();
        await passing;
    }

    [Theory]
    [InlineData(401), InlineData(402), InlineData(403)]
    public async Task Results_that_a_refused_key_cannot_read_end_the_job_and_a_good_key_collects_them(int status)
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Change = rows => rows.Take(7);
        lane.Desk.RefuseRead = () => new Failure { Signal = FailureSignal.None, Status = status, Message = "The key is refused" };

        var fault = await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync());

        Assert.Contains("give the results of", fault.Message, StringComparison.Ordinal);
        (lane.Desk.Change, lane.Desk.RefuseRead) = (rows => rows, null);
        Assert.Equal(0, (await lane.RunAsync()).ExitCode);
        lane.AssertWhole(10);
    }

    [Theory]
    [InlineData(404, false), InlineData(410, false), InlineData(403, true)]
    public async Task Results_that_are_gone_or_given_up_are_failed_rows(int status, bool resubmit)
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Change = rows => rows.Take(7);
        lane.Desk.RefuseRead = () => new Failure { Signal = FailureSignal.None, Status = status, Message = "No such file" };

        var summary = await lane.RunAsync(options => options with { Resubmit = resubmit });

        Assert.Equal((7, 3, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Contains("no longer has the result", Assert.Single(lane.Folder.Column("HolySheepError").Distinct(), error => error.Length > 0), StringComparison.Ordinal);
        Assert.Equal((7 * FakeDesk.Price / 2, 0m, 0), (summary.Cost, summary.EstimatedCost, lane.Desk.Reserved.Count));
        Assert.Contains("no longer has the results of 3 rows", Assert.Single(summary.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(302), InlineData(401), InlineData(403), InlineData(404), InlineData(410)]
    public async Task Results_that_are_refused_once_are_read_again_and_nothing_is_paid_twice(int status)
    {
        await using var lane = new LaneFolder(10);
        var reads = 0;
        lane.Desk.RefuseRead = () =>
        {
            // Nothing may be deleted before the results are kept.
            Assert.Equal(1, lane.Desk.Files);
            return ++reads < 4 ? new Failure { Signal = FailureSignal.None, Status = status, Message = "Not now" } : null;
        };
        lane.Desk.Change = rows => reads < 3 ? [] : rows;

        var summary = await lane.RunAsync();

        Assert.Equal((10, 0, 4), (summary.Succeeded, summary.ExitCode, reads));
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task A_poll_that_is_answered_by_something_else_is_repeated()
    {
        await using var lane = new LaneFolder(10);
        var polls = 0;
        lane.Desk.RefusePoll = () => ++polls < 4 ? new Failure { Signal = FailureSignal.NotACompletion, Status = 200, Message = "The reply is not a batch" } : null;

        Assert.Equal(0, (await lane.RunAsync()).ExitCode);

        lane.AssertWhole(10);
    }

    [Fact]
    public async Task An_error_that_ends_the_run_says_how_many_rows_are_at_the_provider()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.RefusePoll = () => new Failure { Signal = FailureSignal.None, Status = 401, Message = "The key is refused" };

        var fault = await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync());

        Assert.Contains("10 rows are in 1 batch at the provider", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_failed_alike_before_do_not_stop_the_next_run()
    {
        await using var lane = new LaneFolder(100);
        lane.Desk.Bounds = new BatchBounds(100, 100_000);
        lane.Desk.Results = id => int.Parse(id[(id.LastIndexOf('-') + 1)..], CultureInfo.InvariantCulture) % 4 == 0 || lane.Desk.Batches.Count > 1 ? FakeDesk.Fail(id) : null;

        var first = await lane.RunAsync();
        var second = await lane.RunAsync();

        Assert.Equal((CsvStopReason.FailedAlike, 9), (first.StopReason, first.ExitCode));
        Assert.Equal((CsvStopReason.None, 8, 75, 25), (second.StopReason, second.ExitCode, second.Succeeded, second.Failed));
        Assert.Equal([100, 25], lane.Desk.Batches.Select(batch => batch.Rows.Count));
    }

    [Fact]
    public async Task Results_that_stay_incomplete_are_given_up_if_the_caller_says_so()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Promised = 10;
        lane.Desk.Change = rows => rows.Take(7);

        var summary = await lane.RunAsync(options => options with { Resubmit = true });

        Assert.Equal((7, 3, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal(0, lane.Desk.Files);
        lane.Desk.Change = rows => rows;
        lane.Desk.Promised = 3;
        Assert.Equal(0, (await lane.RunAsync()).ExitCode);
        Assert.Equal([10, 3], lane.Desk.Batches.Select(batch => batch.Rows.Count));
    }

    [Theory]
    [InlineData(true, 413), InlineData(true, 401), InlineData(true, 404), InlineData(false, 400), InlineData(false, 403)]
    public async Task A_batch_that_is_refused_before_it_was_taken_leaves_nothing_reserved(bool upload, int status)
    {
        await using var lane = new LaneFolder(10);
        var refusal = new Failure { Signal = status == 400 ? FailureSignal.QuotaExhausted : FailureSignal.None, Status = status, Message = "Refused" };
        (lane.Desk.RefuseUpload, lane.Desk.Refuse) = (() => upload ? refusal : null, _ => refusal);

        await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync());

        lane.AssertClean();
        (lane.Desk.RefuseUpload, lane.Desk.Refuse) = (null, null);
        await lane.RunAsync();
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task A_batch_that_the_provider_may_have_keeps_its_reservation()
    {
        await using var lane = new LaneFolder(10);
        (lane.Desk.CanSearch, lane.Desk.LosesReply) = (false, _ => true);

        await lane.RunAsync(options => options with { Detach = true });

        Assert.Equal(10, lane.Desk.Reserved.Count);
    }
}
