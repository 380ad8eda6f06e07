using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.Harness;
using HolySheep.Providers.Batches;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using HolySheep.TestKit.Batches;
using Xunit;

namespace HolySheep.Csv.Lanes;

/// <summary>Jobs whose rows go into the batches of every batch API, over real sockets, with the books of a ledger on disk.</summary>
public sealed class BatchWireTests : IDisposable
{
    private const int Rows = 60;
    private readonly TempFolder _state = new("lane-state");
    private readonly JobFolder _folder = new JobFolder().WithRows(Rows);

    public static TheoryData<string> Apis => [.. BatchStage.Names];

    public void Dispose()
    {
        _folder.Dispose();
        _state.Dispose();
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Every_row_is_answered_once_and_the_ledger_has_what_the_provider_billed(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.ThrottleSubmissions().Next(new BatchFate { Duplicates = true, Garbles = true });

        var summary = await RunAsync(stage);

        AssertWhole(stage, summary);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_limit_on_what_is_enqueued_gives_smaller_batches(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.EnqueuedTokenLimit = 60;

        var summary = await RunAsync(stage);

        AssertWhole(stage, summary);
        Assert.InRange(summary.Batches.Count, 3, Rows);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_lost_reply_to_a_submission_repeats_nothing(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.LoseSubmitReplies();

        // One API shows what a batch holds only once it has ended, which no poll brings about.
        var summary = await RunAsync(stage, progress: progress =>
        {
            if (progress.Batches is { Open: 1 })
            {
                stage.One.Batches.EndAll();
            }
        });

        AssertWhole(stage, summary);
        Assert.Single(stage.One.Batches.All);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Rows_that_expire_are_failed_rows_and_the_next_run_gets_them_answered(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { Expires = true, AnsweredBeforeStop = 20 });

        var summary = await RunAsync(stage);

        // One API gives nothing of a batch that expired.
        var answered = api == "gemini" ? 0 : 20;
        Assert.Equal((answered, Rows - answered, 8, CsvStopReason.None), (summary.Succeeded, summary.Failed, summary.ExitCode, summary.StopReason));
        var rest = await RunAsync(stage);
        Assert.Equal((Rows, answered, 0), (rest.Succeeded, rest.Reused, rest.ExitCode));
        Assert.Equal(2, stage.One.Batches.All.Count);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Results_that_are_gone_are_failed_rows(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { LosesResults = true });

        var summary = await RunAsync(stage);

        Assert.Equal((0, Rows, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.All(_folder.Column("HolySheepError"), error => Assert.StartsWith("ProviderFailure: The provider no longer has the result of this row", error, StringComparison.Ordinal));
    }

    private Stage Speaking(string api)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System, StateFolder = _state.Path };
        return stage.WithProvider("one", _ => BatchStage.Options(api, stage.One.Root) with { ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY")] });
    }

    private Task<CsvJobSummary> RunAsync(Stage stage, Action<CsvJobProgress>? progress = null) =>
        _folder.RunAsync(stage, _folder.Options() with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromMilliseconds(20) }, progress: progress);

    private void AssertWhole(Stage stage, CsvJobSummary summary)
    {
        Assert.Equal((Rows, 0, 0), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal(Enumerable.Range(1, Rows).Select(row => $"Say text {row}"), _folder.Column("Answer").Select(answer => answer[answer.IndexOf("Say", StringComparison.Ordinal)..]));
        Assert.Equal((Rows, Rows), (stage.One.Batches.SubmittedRows, stage.One.Batches.BilledRows));
        Assert.Equal(0, stage.One.Batches.All.Count(batch => batch.IsOpen));
        Assert.Empty(stage.One.Batches.Files);
        Assert.DoesNotContain(_folder.Made, name => name.EndsWith(".jsonl", StringComparison.Ordinal));
        AssertBooks(stage);
    }

    private static void AssertBooks(Stage stage)
    {
        var total = stage.Client.GetUsage(new UsageQuery { From = DateTimeOffset.UtcNow.AddHours(-1) }).Total;
        Assert.Equal(stage.One.Batches.BilledRows, total.Answered);
        Assert.Equal(0m, total.EstimatedCost);

        // 1 and 2 USD a million, and half of it for batches.
        Assert.Equal((stage.One.Batches.BilledPromptTokens + (2 * stage.One.Batches.BilledCompletionTokens)) / 2m / 1_000_000m, total.Cost);
    }
}
