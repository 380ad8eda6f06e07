using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
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

    public static TheoryData<string, string> BrokenResults
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var api in BatchStage.Names)
            {
                data.Add(api, "");
                data.Add(api, "<html>login</html>");
                data.Add(api, "half");
            }

            return data;
        }
    }

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
    public async Task A_batch_that_the_first_key_of_a_pool_cannot_submit_is_submitted_and_collected_with_the_next(string api)
    {
        await using var stage = Speaking(api).WithVariable("ONE_SPARE", "spare-of-one");
        stage.WithProvider("one", provider => provider with { ApiKeys = [.. provider.ApiKeys, new KeyReference(KeySource.Environment, "ONE_SPARE")] });
        stage.One.Batches.Refuses = request => request.Headers.Values.Any(value => value.Contains("key-of-one", StringComparison.Ordinal))
            ? Reply.Json(401, """{"error":{"message":"The key was revoked.","type":"authentication_error"}}""")
            : null;

        AssertWhole(stage, await RunAsync(stage));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Rows_that_expire_are_failed_rows_and_the_next_run_gets_them_answered(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { Expires = true, AnsweredBeforeStop = 20 });

        var summary = await RunAsync(stage);

        Assert.All(_folder.Column("HolySheepError").Where(error => error.Length > 0), error => Assert.StartsWith("ProviderFailure: ", error, StringComparison.Ordinal));

        // One API gives nothing of a batch that expired.
        var answered = api == "gemini" ? 0 : 20;
        Assert.Equal((answered, Rows - answered, 8, CsvStopReason.None), (summary.Succeeded, summary.Failed, summary.ExitCode, summary.StopReason));
        var rest = await RunAsync(stage);
        Assert.Equal((Rows, answered, 0), (rest.Succeeded, rest.Reused, rest.ExitCode));
        Assert.Equal(2, stage.One.Batches.All.Count);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task Rows_that_fail_in_a_batch_are_failed_rows_and_the_next_run_sends_only_those(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { Fails = place => place is 7 or 31, InOrder = true, Duplicates = true });

        var summary = await RunAsync(stage);

        Assert.Equal((Rows - 2, 2, 8, CsvStopReason.None), (summary.Succeeded, summary.Failed, summary.ExitCode, summary.StopReason));
        Assert.Equal([7, 31], _folder.Column("HolySheepStatus").Select((status, place) => (status, place)).Where(row => row.status == "error").Select(row => row.place));
        Assert.All(_folder.Column("HolySheepError").Where(error => error.Length > 0), error => Assert.StartsWith("ProviderFailure: ", error, StringComparison.Ordinal));
        AssertBooks(stage);
        var rest = await RunAsync(stage);
        Assert.Equal((Rows, Rows - 2, 0), (rest.Succeeded, rest.Reused, rest.ExitCode));
        Assert.Equal([Rows, 2], stage.One.Batches.All.Select(batch => batch.Rows.Count));
        Assert.Empty(stage.One.Batches.Files);
        AssertBooks(stage);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task With_a_live_rest_rows_that_fail_and_rows_that_expire_are_answered_by_calls_in_the_same_run(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { Expires = true, AnsweredBeforeStop = 20, Fails = place => place == 3 });

        var summary = await RunAsync(stage, options: options => options with { LiveRest = true });

        var left = api == "gemini" ? Rows : Rows - 19;
        Assert.Equal((Rows, 0, 0, left), (summary.Succeeded, summary.Failed, summary.ExitCode, summary.Lanes.Single(share => share.Lane == CsvLane.Live).Prompts));
        Assert.Equal(Enumerable.Range(1, Rows).Select(row => $"Say text {row}"), _folder.Column("Answer").Select(answer => answer[answer.IndexOf("Say", StringComparison.Ordinal)..]));
        Assert.Empty(stage.One.Batches.Files);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_batch_whose_rows_fail_alike_ends_the_job_with_9_and_keeps_its_answers(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { Fails = place => place < 25 });

        var summary = await RunAsync(stage);

        Assert.Equal((Rows - 25, 9, CsvStopReason.FailedAlike), (summary.Succeeded, summary.ExitCode, summary.StopReason));
        Assert.Contains("25 of the 60 rows of the batch ", summary.Message, StringComparison.Ordinal);
        Assert.Empty(stage.One.Batches.Files);
        AssertBooks(stage);
        var rest = await RunAsync(stage);
        Assert.Equal((Rows, Rows - 25, 0), (rest.Succeeded, rest.Reused, rest.ExitCode));
        Assert.Equal([Rows, 25], stage.One.Batches.All.Select(batch => batch.Rows.Count));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_batch_that_is_refused_whole_is_told_with_the_providers_reason_and_was_not_submitted(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.Next(new BatchFate { RefusalCode = "invalid_request", RefusalMessage = "The model cannot be used in batches." });

        var error = await Record.ExceptionAsync(() => RunAsync(stage));

        Assert.Contains("The model cannot be used in batches.", Assert.IsType<ChatException>(error).Message, StringComparison.Ordinal);
        Assert.Equal(0, stage.One.Batches.SubmittedRows);
        Assert.Empty(stage.One.Batches.Files);
        AssertWhole(stage, await RunAsync(stage));
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_lost_reply_to_an_upload_leaves_no_file_and_repeats_nothing(string api)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.LoseUploadReplies();

        var summary = await RunAsync(stage);

        AssertWhole(stage, summary);
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

    [Theory]
    [MemberData(nameof(BrokenResults))]
    public async Task Results_that_come_torn_empty_or_as_a_page_are_read_again_and_no_row_is_paid_twice(string api, string what)
    {
        await using var stage = Speaking(api);
        stage.One.Batches.BreakResults(results => what == "half" ? results[..(results.Length / 2)] : what, count: 2);

        var summary = await RunAsync(stage);

        AssertWhole(stage, summary);
        Assert.Single(stage.One.Batches.All);
    }

    [Theory]
    [MemberData(nameof(Apis))]
    public async Task A_row_that_cannot_be_asked_is_a_failed_row_and_the_others_are_answered(string api)
    {
        await using var stage = Speaking(api);
        _folder.WithInput("Id,Body\n1,first\n2,  \n3,third\n4,\n");

        var summary = await _folder.RunAsync(stage, _folder.Options("{Body}") with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromMilliseconds(20) });

        Assert.Equal((2, 2, 8), (summary.Succeeded, summary.Failed, summary.ExitCode));
        Assert.Equal(2, stage.One.Batches.SubmittedRows);
        var errors = _folder.Column("HolySheepError");
        Assert.Equal([true, false, true, false], errors.Select(string.IsNullOrEmpty));
        Assert.Contains("The prompt is empty", errors[1], StringComparison.Ordinal);
        AssertBooks(stage);
    }

    private Stage Speaking(string api)
    {
        var stage = new Stage(["one/alpha"], []) { Clock = TimeProvider.System, StateFolder = _state.Path };
        return stage.WithProvider("one", _ => BatchStage.Options(api, stage.One.Root) with { ApiKeys = [new KeyReference(KeySource.Environment, "ONE_KEY")] });
    }

    private Task<CsvJobSummary> RunAsync(Stage stage, Action<CsvJobProgress>? progress = null, Func<CsvJobOptions, CsvJobOptions>? options = null)
    {
        var batch = _folder.Options() with { Lane = CsvLane.Batch, BatchPoll = TimeSpan.FromMilliseconds(20) };
        return _folder.RunAsync(stage, options?.Invoke(batch) ?? batch, progress: progress);
    }

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
        Assert.Equal(total.Calls, total.Answered + total.Failed);
        Assert.Equal(0m, total.EstimatedCost);

        // 1 and 2 USD a million, and half of it for batches.
        Assert.Equal((stage.One.Batches.BilledPromptTokens + (2 * stage.One.Batches.BilledCompletionTokens)) / 2m / 1_000_000m, total.Cost);
    }
}
