using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Failures;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>Runs that end at any operation of a batch API, as if their process were killed, and what the next run makes of it.</summary>
public class BatchKillTests
{
    private const int Rows = 12;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_run_that_ends_at_any_operation_is_continued_and_no_row_is_paid_twice(bool after)
    {
        await using var whole = Begin();
        await whole.RunAsync();
        for (var operation = 0; operation < whole.Desk.Operations; operation++)
        {
            await using var lane = Begin();
            (lane.Desk.DiesAt, lane.Desk.DiesAfter) = (operation, after);
            await Assert.ThrowsAsync<KilledException>(() => lane.RunAsync());

            await lane.RunAsync();

            lane.AssertWhole(Rows);
            Assert.Equal(Rows * FakeDesk.Price / 2, lane.Desk.Spent);
        }
    }

    [Fact]
    public async Task A_run_that_ends_again_and_again_gets_to_its_end()
    {
        await using var lane = Begin();
        lane.Desk.DiesAfter = true;
        var runs = 0;
        for (var isDone = false; !isDone; runs++)
        {
            lane.Desk.DiesAt = lane.Desk.Operations + 20;
            try
            {
                await lane.RunAsync();
                isDone = true;
            }
            catch (KilledException)
            {
                Assert.InRange(runs, 0, 50);
            }
        }

        lane.AssertWhole(Rows);
        Assert.InRange(runs, 2, 50);
    }

    [Fact]
    public async Task Failed_rows_of_a_run_that_was_killed_are_not_sent_again_before_the_job_has_ended()
    {
        await using var lane = Begin();
        lane.Desk.Results = id => id.EndsWith("-1", System.StringComparison.Ordinal) ? FakeDesk.Fail(id) : null;
        lane.Desk.DiesAt = 28;
        await Assert.ThrowsAsync<KilledException>(() => lane.RunAsync());

        var summary = await lane.RunAsync();

        Assert.Equal((Rows - summary.Failed, ExitCode.SomeFailed), (summary.Succeeded, summary.ExitCode));
        var submitted = lane.Desk.Batches.SelectMany(batch => batch.Rows).Select(row => row.Text).ToList();
        Assert.Equal(Rows, new HashSet<string>(submitted).Count);
        Assert.Equal(Rows, submitted.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_on_what_is_enqueued_is_learned_once_and_not_by_each_run(bool later)
    {
        await using var lane = new LaneFolder(40);
        lane.Desk.Bounds = new(40, 100_000);
        var refused = 0;
        if (later)
        {
            lane.Desk.RefuseLater = Refuse;
        }
        else
        {
            lane.Desk.Refuse = Refuse;
        }

        var runs = 0;
        for (var isDone = false; !isDone && runs < 20; runs++)
        {
            lane.Desk.DiesAt = refused < 3 ? null : lane.Desk.Operations + 25;
            try
            {
                await lane.RunAsync();
                isDone = true;
            }
            catch (KilledException)
            {
                // The next run goes on.
            }
        }

        // 40, 20 and 10 rows were too many.
        Assert.Equal(3, refused);
        Assert.InRange(runs, 3, 19);
        lane.AssertClean();
        Assert.Equal(Enumerable.Range(1, 40).Select(row => $"answer to Say text {row}"), lane.Folder.Column("Answer"));

        Failure? Refuse(FakeBatch batch)
        {
            if (batch.Rows.Count <= 5)
            {
                return null;
            }

            // The run goes on for a while after it has learned the limit.
            lane.Desk.DiesAt = ++refused == 3 ? lane.Desk.Operations + 25 : lane.Desk.DiesAt;
            return FakeDesk.Throttle();
        }
    }

    private static LaneFolder Begin()
    {
        var lane = new LaneFolder(Rows);
        lane.Desk.Bounds = new(5, 100_000);
        return lane;
    }
}
