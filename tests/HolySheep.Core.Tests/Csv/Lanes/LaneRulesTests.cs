using System;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>Options about lanes that do not fit together are refused before anything is read or called.</summary>
public class LaneRulesTests
{
    public static TheoryData<CsvJobOptions, string> Wrong => new()
    {
        { Options with { Lane = CsvLane.Flex, LiveRest = true }, "-LiveRest is for jobs in the lane batch, and the lane is flex." },
        { Options with { Detach = true }, "-Detach is for jobs in the lane batch, and the lane is live." },
        { Options with { LiveRest = true }, "-LiveRest is for jobs in the lane batch, and the lane is live." },
        { Options with { Resubmit = true }, "-Resubmit is for jobs in the lane batch, and the lane is live." },
        { Options with { BatchPoll = TimeSpan.FromSeconds(1) }, "-BatchPollSec is for jobs in the lane batch, and the lane is live." },
        { Options with { Lane = CsvLane.Auto, Detach = true }, "-Detach is for jobs in the lane batch, and the lane is auto." },
        { Options with { Lane = CsvLane.Batch, Shared = true }, "A shared job sends its rows by live calls of many machines" },
        { Options with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.Zero }, "The time between two polls cannot be 0 s." },
        { Options with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromDays(2) }, "The time between two polls cannot be 172800 s." },
    };

    private static CsvJobOptions Options => new() { Path = "in.csv", OutPath = "out.csv", Prompt = "{Body}" };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Options_that_do_not_fit_together_are_refused(CsvJobOptions options, string message)
    {
        var error = Assert.Throws<HolySheepException>(() => LaneRules.Check(options));

        Assert.Equal(2, ExitCode.Of(error.Code));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public async Task A_target_without_a_batch_api_is_refused_with_those_of_the_chain_that_have_one()
    {
        await using var stage = Stage.Chain(TimeProvider.System);
        using var folder = new JobFolder().WithRows(2);
        var options = folder.Options() with { Lane = CsvLane.Batch };

        var error = Assert.Throws<HolySheepException>(() => new CsvJob(stage.Client, options, target => target.Provider == "two" ? new FakeDesk { Target = target } : null));
        var none = Assert.Throws<HolySheepException>(() => new CsvJob(stage.Client, options, _ => null));

        Assert.Equal("one/alpha cannot answer batches: its provider has no batch API that is known here.", error.Message);
        Assert.Contains("two/beta has one", error.Hint, StringComparison.Ordinal);
        Assert.Contains("mistral", none.Hint, StringComparison.Ordinal);
        Assert.Empty(folder.Made);
    }

    [Fact]
    public async Task A_target_of_the_same_model_that_has_a_batch_api_answers()
    {
        await using var stage = Stage.SameModel(TimeProvider.System);
        using var folder = new JobFolder().WithRows(2);
        var desk = new FakeDesk();

        var summary = await new CsvJob(stage.Client, folder.Options() with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromMilliseconds(5) }, target =>
        {
            desk.Target = target;
            return target.Provider == "two" ? desk : null;
        }).RunAsync();

        Assert.Equal((2, "two/alpha"), (summary.Succeeded, Assert.Single(summary.Batches).Target));
    }
}
