using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
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

    private static LaneFolder Begin()
    {
        var lane = new LaneFolder(Rows);
        lane.Desk.Bounds = new(5, 100_000);
        return lane;
    }
}
