using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv;

/// <summary>What the ledger says of rows that were answered without a call.</summary>
public sealed class CsvReuseTests : IDisposable
{
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Answers_that_are_used_again_are_booked_with_what_they_had_cost_and_neither_as_calls_nor_as_spend()
    {
        await using var stage = At();
        // 1 and 2 USD a million: 0.003 USD an answer
        stage.One.OnAny().Answer(Reply.Text("Fine.").WithUsage(1_000, 1_000));
        using var folder = new JobFolder().WithInput("Id,Body\n1,a\n2,b\n3,a\n4,a\n");
        var options = folder.Options() with { Request = new ChatRequest { Messages = [], Job = "nightly", Tags = new Dictionary<string, string> { ["team"] = "red" } } };

        await folder.RunAsync(stage, options);
        var first = Usage(stage);
        folder.WithInput("Id,Body\n1,a\n2,b\n3,a\n4,a\n5,c\n");
        await folder.RunAsync(stage, options);
        var both = Usage(stage);

        // two rows share the answer of the first; then four rows have theirs from the run before
        Assert.Equal((2L, 2L, 2L, 0.006m, 2L, 0.006m), (first.Calls, first.Attempts, first.Answered, first.Cost, first.Reused, first.SavedByReuse));
        Assert.Equal((3L, 3L, 3L, 0.009m, 6L, 0.018m), (both.Calls, both.Attempts, both.Answered, both.Cost, both.Reused, both.SavedByReuse));
        Assert.Equal((3, 0L), (stage.One.CallCount, both.Unpriced));
        Assert.Equal(("alpha", "one", "team=red", "nightly"), (both.Model, both.Provider, both.Tag, both.Job));
    }

    [Fact]
    public async Task A_run_that_was_stopped_has_used_nothing_again_yet()
    {
        await using var stage = At();
        stage.One.OnAny().Answer(Reply.Text("Fine.").WithUsage(4, 1_000));
        using var folder = new JobFolder().WithRows(20);

        foreach (var _ in new int[2])
        {
            Assert.Equal(CsvStopReason.MaxCost, (await folder.RunAsync(stage, options => options with { MaxCost = 0.01m, ThrottleLimit = 1 })).StopReason);
        }

        Assert.Equal(0, Usage(stage).Reused);
        var asked = stage.One.CallCount;
        await folder.RunAsync(stage);
        Assert.Equal((20L, asked), (Usage(stage).Calls, Usage(stage).Reused));
    }

    // Cells are added up by model, provider, tag, job and machine: one row is all there is.
    private static UsageRow Usage(Stage stage) => Assert.Single(stage.Client.GetUsage(new UsageQuery
    {
        To = stage.Clock.GetUtcNow().AddSeconds(1),
        GroupBy = [UsageGroup.Model, UsageGroup.Provider, UsageGroup.Tag, UsageGroup.Job],
    }).Rows);

    private Stage At() => new(["one/alpha"], []) { Clock = TimeProvider.System, StateFolder = _home.Folder };
}
