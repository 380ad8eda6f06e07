using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Calls.Batches;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>A job whose rows go into batches.</summary>
public class BatchLaneTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(34)]
    public async Task Every_row_is_answered_once_by_batches_within_the_bounds(int rows)
    {
        await using var lane = new LaneFolder(rows);

        var summary = await lane.RunAsync();

        Assert.Equal((rows, 0, 0), (summary.Succeeded, summary.Failed, summary.ExitCode));
        lane.AssertWhole(rows);
        Assert.Equal((rows + 9) / 10, lane.Desk.Batches.Count);
        Assert.All(lane.Desk.Batches, batch => Assert.InRange(batch.Rows.Count, 1, 10));
        Assert.Equal((rows * FakeDesk.Price / 2, 0m), (summary.Cost, summary.EstimatedCost));
        Assert.Equal([(CsvLane.Batch, rows)], summary.Lanes.Select(share => (share.Lane, share.Prompts)));
        Assert.All(summary.Batches, batch => Assert.Equal((CsvBatchState.Collected, batch.Rows), (batch.State, batch.Answered)));
        Assert.Equal(0, lane.Stage.One.CallCount);
    }

    [Fact]
    public async Task A_batch_has_no_more_bytes_than_it_may_have()
    {
        await using var lane = new LaneFolder(30);
        lane.Desk.Bounds = new(1000, 400);

        await lane.RunAsync();

        lane.AssertWhole(30);
        Assert.All(lane.Desk.Batches, batch => Assert.InRange(batch.Rows.Sum(row => row.Id.Length + row.Text.Length + 2), 1, 400));
    }

    [Fact]
    public async Task A_row_that_is_larger_than_a_batch_may_be_fails_alone()
    {
        await using var lane = new LaneFolder(0);
        lane.Folder.WithInput($"Id,Body\n1,text 1\n2,{new string('x', 500)}\n3,text 3\n");
        lane.Desk.Bounds = new(1000, 300);

        var summary = await lane.RunAsync();

        Assert.Equal((2, 1, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal(["answer to Say text 1", "", "answer to Say text 3"], lane.Folder.Column("Answer"));
        Assert.StartsWith("PromptTooLong: ", lane.Folder.Column("HolySheepError")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Results_come_in_any_order_twice_or_with_foreign_ids_and_missing_ones_are_failed_rows()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Change = rows =>
        {
            var foreign = new List<BatchRow> { FakeDesk.Answer("somebody-else-1", "x"), FakeDesk.Answer(rows[0].Id + "0", "x"), FakeDesk.Answer(rows[0].Id.Replace("-0", "-00", StringComparison.Ordinal), "x") };
            return rows.Where((_, number) => number != 4).Reverse().SelectMany(row => new[] { row, FakeDesk.Answer(row.Id, "another") }).Concat(foreign);
        };

        var summary = await lane.RunAsync();

        Assert.Equal((9, 1, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal(Enumerable.Range(1, 10).Select(row => row == 5 ? "" : $"answer to Say text {row}"), lane.Folder.Column("Answer"));
        Assert.Equal("ProviderFailure: The batch ended without a result for this row.", lane.Folder.Column("HolySheepError")[4]);
        Assert.Equal(9 * FakeDesk.Price / 2, lane.Desk.Spent);
        lane.AssertClean();
    }

    [Fact]
    public async Task Rows_that_fail_or_expire_are_failed_rows_and_the_next_run_sends_them_again()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Results = id => id.EndsWith("-3", StringComparison.Ordinal) ? FakeDesk.Fail(id) : id.EndsWith("-7", StringComparison.Ordinal) ? FakeDesk.Late(id) : null;

        var summary = await lane.RunAsync();

        Assert.Equal((8, 2, 8, 0), (summary.Succeeded, summary.Failed, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Contains("out.errors.csv", lane.Folder.Made);
        lane.Desk.Results = null;
        var again = await lane.RunAsync();
        Assert.Equal((10, 8, 0), (again.Succeeded, again.Reused, again.ExitCode));
        Assert.Equal([10, 2], lane.Desk.Batches.Select(batch => batch.Rows.Count));
    }

    [Fact]
    public async Task With_a_live_rest_rows_that_fail_or_expire_are_sent_by_calls()
    {
        await using var lane = new LaneFolder(10);
        lane.Stage.One.OnAny().Answer(Reply.Text("live"));
        lane.Desk.Results = id => id.EndsWith("-3", StringComparison.Ordinal) ? FakeDesk.Fail(id) : id.EndsWith("-7", StringComparison.Ordinal) ? FakeDesk.Late(id) : null;

        var summary = await lane.RunAsync(options => options with { LiveRest = true });

        Assert.Equal((10, 0, 0, 2), (summary.Succeeded, summary.Failed, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Equal(["live", "live"], new[] { 3, 7 }.Select(row => lane.Folder.Column("Answer")[row]));
        lane.AssertClean();
    }

    [Theory]
    [InlineData(false, 0), InlineData(true, 9)]
    public async Task Rows_that_batches_leave_to_live_calls_are_errors_only_once_those_fail(bool failsLive, int exit)
    {
        await using var lane = new LaneFolder(10);
        lane.Stage.One.OnAny().Answer(failsLive ? Reply.ContentFilter() : Reply.Text("live"));
        lane.Desk.Results = id => id[^1] is '3' or '5' or '7' ? FakeDesk.Late(id) : null;

        var failed = 0;
        var summary = await lane.RunAsync(options => options with { LiveRest = true, MaxErrors = 1 }, progress: progress => failed = Math.Max(failed, progress.Failed));

        Assert.Equal((exit, failsLive ? CsvStopReason.MaxErrors : CsvStopReason.None), (summary.ExitCode, summary.StopReason));
        Assert.True(failsLive ? failed > 0 : failed == 0);
        Assert.True(lane.Stage.One.CallCount > 1);
    }

    [Theory]
    [InlineData(19, 100, false)]
    [InlineData(20, 100, true)]
    [InlineData(20, 401, false)]
    [InlineData(21, 420, true)]
    public async Task So_many_rows_that_fail_alike_end_the_job_with_9(int failing, int rows, bool ends)
    {
        await using var lane = new LaneFolder(rows);
        lane.Desk.Bounds = new(1000, 1_000_000);
        lane.Desk.Results = id => int.Parse(id.Split('-')[^1]) < failing ? FakeDesk.Fail(id) : null;

        var summary = await lane.RunAsync();

        Assert.Equal(ends ? (CsvStopReason.FailedAlike, 9) : (CsvStopReason.None, 8), (summary.StopReason, summary.ExitCode));
        Assert.Equal(rows - failing, summary.Succeeded);
        lane.AssertClean();
    }

    [Theory]
    [InlineData(CsvLane.Batch), InlineData(CsvLane.Auto)]
    public async Task Rows_that_fail_alike_go_to_live_calls_if_there_is_a_live_rest(CsvLane kind)
    {
        await using var lane = new LaneFolder(100);
        lane.Stage.One.OnAny().Answer(Reply.Text("live"));
        lane.Desk.Bounds = new(1000, 1_000_000);
        lane.Desk.Results = id => int.Parse(id.Split('-')[^1]) < 25 ? FakeDesk.Fail(id) : null;

        var summary = await lane.RunAsync(options => options with { Lane = kind, LiveRest = true });

        Assert.Equal((100, 0, 25), (summary.Succeeded, summary.ExitCode, lane.Stage.One.CallCount));
        Assert.Equal([(25, "they failed in their batch")], summary.Moves.Select(move => (move.Prompts, move.Why)));
        lane.AssertClean();
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task Only_rows_that_live_calls_settled_are_told_as_moved(bool late)
    {
        await using var lane = new LaneFolder(100);
        lane.Stage.One.OnAny().Answer(Reply.ContentFilter());
        lane.Desk.Bounds = new(1000, 1_000_000);
        lane.Desk.Results = id => int.Parse(id.Split('-')[^1]) < 25 ? late ? FakeDesk.Late(id) : FakeDesk.Fail(id) : null;

        var summary = await lane.RunAsync(options => options with { Lane = CsvLane.Auto, MaxErrors = 2, ThrottleLimit = 1 });

        Assert.Equal((CsvStopReason.MaxErrors, 9), (summary.StopReason, summary.ExitCode));
        Assert.Equal((3, 3), (lane.Stage.One.CallCount, Assert.Single(summary.Moves).Prompts));
    }

    [Fact]
    public async Task Rows_that_expire_alike_do_not_end_the_job()
    {
        await using var lane = new LaneFolder(30);
        lane.Desk.Bounds = new(1000, 1_000_000);
        lane.Desk.Results = id => FakeDesk.Late(id);

        var summary = await lane.RunAsync();

        Assert.Equal((CsvStopReason.None, 8, 30), (summary.StopReason, summary.ExitCode, summary.Failed));
    }

    [Fact]
    public async Task A_limit_on_what_is_enqueued_is_learned_from_the_refusal()
    {
        await using var lane = new LaneFolder(40);
        lane.Desk.Refuse = batch => batch.Rows.Count > 3 || lane.Desk.Batches.Any(other => other.Polls < 1) ? FakeDesk.Throttle() : null;

        var summary = await lane.RunAsync();

        Assert.Equal(0, summary.ExitCode);
        lane.AssertWhole(40);
        Assert.All(lane.Desk.Batches, batch => Assert.InRange(batch.Rows.Count, 1, 3));
    }

    [Fact]
    public async Task A_batch_that_is_refused_after_it_was_taken_counts_as_not_submitted()
    {
        await using var lane = new LaneFolder(20);
        lane.Desk.RefuseLater = batch => batch.Rows.Count > 5 && batch.Polls > 0 ? FakeDesk.Throttle() : null;

        var summary = await lane.RunAsync();

        Assert.Equal((20, 0), (summary.Succeeded, summary.ExitCode));
        lane.AssertClean();
        Assert.Equal(Enumerable.Range(1, 20).Select(row => $"answer to Say text {row}"), lane.Folder.Column("Answer"));
    }

    [Fact]
    public async Task A_throttled_submission_is_repeated_and_its_batch_stays_as_it_is()
    {
        await using var lane = new LaneFolder(10);
        var left = 2;
        lane.Desk.Refuse = _ => left-- > 0 ? FakeDesk.Throttle(429) : null;

        await lane.RunAsync();

        lane.AssertWhole(10);
        Assert.Single(lane.Desk.Batches);
    }

    [Fact]
    public async Task A_refusal_that_every_batch_would_get_ends_the_job_with_its_code_and_nothing_stays_reserved()
    {
        await using var lane = new LaneFolder(10);
        lane.Desk.Refuse = _ => new() { Signal = Failures.FailureSignal.KeyRefused, Status = 401, Message = "Incorrect API key" };

        var error = await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync());

        Assert.Equal(3, ExitCode.Of(error.Code));
        lane.Desk.Refuse = null;
        await lane.RunAsync();
        lane.AssertWhole(10);
    }

    [Fact]
    public async Task A_detached_run_ends_with_9_until_everything_is_collected()
    {
        await using var lane = new LaneFolder(25);
        lane.Desk.Polls = 3;
        lane.Desk.Results = id => id.EndsWith("-3", StringComparison.Ordinal) ? FakeDesk.Fail(id) : null;
        var summaries = new List<CsvJobSummary>();
        do
        {
            summaries.Add(await lane.RunAsync(options => options with { Detach = true }));
        }
        while (summaries[^1].ExitCode == 9 && summaries.Count < 10);

        Assert.Equal(3, lane.Desk.Batches.Count);
        Assert.Equal([9, 9, 9, 8], summaries.Select(summary => summary.ExitCode));
        Assert.All(summaries.SkipLast(1), summary => Assert.Equal(CsvStopReason.Detached, summary.StopReason));
        Assert.Equal((0.25m, 0.25m), (summaries[0].Cost, summaries[0].EstimatedCost));
        Assert.StartsWith("Every row is submitted. 0 of 25 rows are answered and kept in ", summaries[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("; 25 rows are in 3 batches at the provider, which goes on with them: the same command collects them.", summaries[0].Message, StringComparison.Ordinal);
        Assert.Equal((22, 3), (summaries[^1].Succeeded, summaries[^1].Failed));
        lane.AssertClean();
    }

    [Fact]
    public async Task A_detached_run_remembers_the_rows_that_failed_in_batches_it_has_collected()
    {
        await using var lane = new LaneFolder(20);
        lane.Desk.Results = id => id.EndsWith("-3", StringComparison.Ordinal) ? FakeDesk.Fail(id) : null;
        var slow = 0;
        lane.Desk.RefuseLater = batch =>
        {
            // The second batch ends two runs after the first.
            batch.Polls -= batch.Id == "batch-2" && slow < 2 && batch.Polls > 0 ? 1 : 0;
            return null;
        };
        await lane.RunAsync(options => options with { Detach = true });
        var second = await lane.RunAsync(options => options with { Detach = true });
        slow = 2;
        var last = await lane.RunAsync(options => options with { Detach = true });

        Assert.Equal((9, 9), (second.Succeeded, second.ExitCode));
        Assert.Equal((18, 2, 8), (last.Succeeded, last.Failed, last.ExitCode));
        Assert.Equal(2, lane.Desk.Batches.Count);
    }

    [Fact]
    public async Task A_stopped_run_ends_with_130_and_the_next_one_goes_on()
    {
        await using var lane = new LaneFolder(25);
        lane.Desk.Polls = int.MaxValue;
        using var stop = new CancellationTokenSource();

        var summary = await lane.RunAsync(stop: stop.Token, progress: progress =>
        {
            if (progress.Batches is { Open: 3 })
            {
                stop.Cancel();
            }
        });

        Assert.Equal((130, CsvStopReason.Cancelled, 0), (summary.ExitCode, summary.StopReason, summary.Succeeded));
        lane.Desk.Polls = 0;
        await lane.RunAsync();
        lane.AssertWhole(25);
    }

    [Fact]
    public async Task The_cost_limit_holds_over_all_batches_and_the_job_stops_once_they_are_collected()
    {
        await using var lane = new LaneFolder(40);

        // 0.01 USD is reserved for a row, which costs 0.005 in the end.
        var summary = await lane.RunAsync(options => options with { MaxCost = 0.1m });

        Assert.Equal((CsvStopReason.MaxCost, 9), (summary.StopReason, summary.ExitCode));
        Assert.InRange(lane.Desk.Spent, 0.09m, 0.1m);
        Assert.Equal(lane.Desk.Spent, summary.Cost);
        lane.AssertClean();
        await lane.RunAsync();
        lane.AssertWhole(40);
    }

    [Fact]
    public async Task A_budget_that_refuses_a_row_ends_the_job_with_6_once_what_is_booked_is_collected()
    {
        await using var lane = new LaneFolder(30);
        lane.Desk.Budget = 0.14m;

        var error = await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync());

        Assert.Equal(6, ExitCode.Of(error.Code));
        Assert.Equal(14, lane.Desk.Batches.Sum(batch => batch.Rows.Count));
        lane.AssertClean();
        lane.Desk.Budget = decimal.MaxValue;
        var rest = await lane.RunAsync();
        Assert.Equal((30, 14), (rest.Succeeded, rest.Reused));
        lane.AssertWhole(30);
    }

    [Fact]
    public async Task A_detached_run_that_a_budget_refuses_ends_at_once_and_later_runs_collect()
    {
        await using var lane = new LaneFolder(30);
        (lane.Desk.Budget, lane.Desk.Polls) = (0.14m, int.MaxValue);

        var error = await Assert.ThrowsAsync<ChatException>(() => lane.RunAsync(options => options with { Detach = true }));

        Assert.Equal((6, 14), (ExitCode.Of(error.Code), lane.Desk.Batches.Sum(batch => batch.Rows.Count)));
        (lane.Desk.Budget, lane.Desk.Polls) = (decimal.MaxValue, 0);
        await lane.RunAsync();
        lane.AssertWhole(30);
    }

    [Fact]
    public async Task Rows_with_the_same_prompt_are_in_one_batch_once()
    {
        await using var lane = new LaneFolder(0);
        lane.Folder.WithInput("Id,Body\n" + string.Concat(Enumerable.Range(1, 30).Select(row => $"{row},text {row % 3}\n")));

        var summary = await lane.RunAsync();

        Assert.Equal((30, 27), (summary.Succeeded, summary.Deduplicated));
        Assert.Equal(3, lane.Desk.Batches.Single().Rows.Count);
    }
}
