using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Csv;
using HolySheep.Harness;
using HolySheep.Providers.Batches;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Counterparts;

/// <summary>OpenAI's batch API against a server that was not written here.</summary>
public sealed class AimockBatchTests(AimockServer server) : IClassFixture<AimockServer>
{
    [CounterpartTheory]
    [InlineData("openai", "Mock batch completion"), InlineData("openai-responses", "Mock batch completion")]
    public async Task A_batch_runs_from_its_file_to_its_answers(string api, string text)
    {
        await using var stage = StageOf(api, "completed");
        var order = stage.Order($"aimock-{api}", 3);
        var file = await stage.Api.UploadAsync(order, stage.Secret, default);
        Assert.Equal((file.Value, null), await stage.Api.FindFileAsync(order, stage.Secret, default) is var found ? (found.Value, found.Failure) : default);
        var submitted = await stage.Api.SubmitAsync(order, file.Value, stage.Secret, default);
        Assert.Null(submitted.Failure);
        var search = await stage.Api.FindAsync(order, DateTimeOffset.UnixEpoch, stage.Secret, default);
        Assert.Equal(submitted.Value!.Id, search.Value!.Found!.Id);
        Assert.Null((await stage.Api.FindAsync(order with { Name = "another" }, DateTimeOffset.UnixEpoch, stage.Secret, default)).Value!.Found);

        var ended = await stage.EndAsync(order, submitted.Value.Id);
        var (answers, reply) = await stage.ReadAsync(order, ended);
        Assert.Null(reply.Failure);
        Assert.Equal([$"aimock-{api}-0", $"aimock-{api}-1", $"aimock-{api}-2"], answers.Select(answer => answer.Id).Order());
        Assert.All(answers, answer => Assert.Equal(text, answer.Outcome.Answer!.Content));
        foreach (var name in ended.Results.Append(file.Value!))
        {
            Assert.True((await stage.Api.DeleteFileAsync(name, stage.Secret, default)).Value);
            Assert.False((await stage.Api.DeleteFileAsync(name, stage.Secret, default)).Value);
        }
    }

    [CounterpartTheory]
    [InlineData("failed", 3), InlineData("expired", 0)]
    public async Task A_batch_that_did_not_succeed_ends_with_its_failures(string outcome, int failures)
    {
        await using var stage = StageOf("openai", outcome);
        var order = stage.Order("aimock-" + outcome, 3);
        var (ended, answers) = await stage.RunAsync(order);
        Assert.Equal(BatchState.Ended, ended.State);
        Assert.Equal(failures, answers.Count);
        Assert.All(answers, answer => Assert.NotNull(answer.Outcome.Failure));
    }

    [CounterpartTheory]
    [InlineData("completed")]
    public async Task A_batch_is_cancelled_once_and_its_results_are_not_there_without_it(string outcome)
    {
        await using var stage = StageOf("openai", outcome);
        var order = stage.Order("aimock-cancelled", 2);
        var submitted = await stage.SubmitAsync(order);
        Assert.Equal(BatchState.Cancelling, (await stage.Api.CancelAsync(order, submitted.Id, stage.Secret, default)).Value!.State);
        Assert.Equal(BatchState.Ended, (await stage.EndAsync(order, submitted.Id)).State);
        Assert.Equal(BatchState.Ended, (await stage.Api.CancelAsync(order, submitted.Id, stage.Secret, default)).Value!.State);
        Assert.Equal(404, (await stage.Api.PollAsync(order, "batch_unknown", stage.Secret, default)).Failure!.Status);
        var (_, reply) = await stage.ReadAsync(order, new BatchStanding(submitted.Id, BatchState.Ended) { Results = ["file-unknown"] });
        Assert.Equal(404, reply.Failure!.Status);
    }

    [CounterpartTheory]
    [InlineData("completed", false, 0), InlineData("failed", false, 8), InlineData("failed", true, 0), InlineData("expired", true, 0), InlineData("expired", false, 8)]
    public async Task A_job_in_the_batch_lane_ends_as_its_batch_and_its_live_rest_do(string outcome, bool liveRest, int exit)
    {
        using var folder = new JobFolder().WithInput("Id,Body\n" + string.Concat(Enumerable.Range(1, 5).Select(id => $"{id},sheep {id}\n")));
        using var state = new TempFolder("aimock-state");
        await using var stage = new Stage(["one/gpt-4.1"], []) { Clock = TimeProvider.System, StateFolder = state.Path };
        stage.WithProvider("one", options => options with { BaseUrl = server.Chat.BaseUrl, Headers = new Dictionary<string, string> { ["X-AIMock-Batch-Outcome"] = outcome } });

        var summary = await folder.RunAsync(stage, options => options with { Lane = CsvLane.Batch, LiveRest = liveRest, BatchPoll = TimeSpan.FromMilliseconds(100), HtmlReportPath = folder.Page });

        Assert.Equal((exit, CsvStopReason.None), (summary.ExitCode, summary.StopReason));
        Assert.Equal(exit == 0 ? 5 : 0, summary.Succeeded);
        Assert.Equal(outcome == "completed" ? [CsvLane.Batch] : liveRest ? [CsvLane.Batch, CsvLane.Live] : [CsvLane.Batch], summary.Lanes.Select(share => share.Lane));
        Assert.All(summary.Batches, batch => Assert.Equal(CsvBatchState.Collected, batch.State));
        Assert.Equal(5, folder.Column("HolySheepStatus").Count);
        Assert.True(File.Exists(folder.Page));
    }

    private BatchStage StageOf(string api, string outcome) => new(api, change: options => options with
    {
        BaseUrl = server.Chat.BaseUrl,
        Headers = new Dictionary<string, string> { ["X-AIMock-Batch-Outcome"] = outcome },
    });
}
