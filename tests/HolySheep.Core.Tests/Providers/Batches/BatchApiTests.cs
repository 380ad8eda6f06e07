using System.Linq;
using System.Threading.Tasks;
using HolySheep.Batches;
using HolySheep.Failures;
using HolySheep.TestKit.Batches;
using Xunit;

namespace HolySheep.Providers.Batches;

/// <summary>A batch from its requests to its results, at every vendor.</summary>
public sealed class BatchApiTests
{
    [Theory, BatchApiData]
    public async Task A_batch_is_answered_row_by_row_in_any_order(string api)
    {
        await using var stage = new BatchStage(api);
        var order = stage.Order("night-1", 7);
        var submitted = await stage.SubmitAsync(order);
        Assert.True(submitted.State is BatchState.Checking or BatchState.Running, submitted.ToString());
        var ended = await stage.EndAsync(order, submitted.Id);
        Assert.Equal((BatchState.Ended, 7, 0), (ended.State, ended.Succeeded, ended.Failed));
        var (answers, reply) = await stage.ReadAsync(order, ended);

        Assert.Equal((7, null), (reply.Value.Results, reply.Failure));
        Assert.Equal(Enumerable.Range(0, 7).Select(number => $"answer from one to question {number}"), answers.OrderBy(answer => answer.Id).Select(answer => answer.Outcome.Answer!.Content));
        Assert.Equal(Enumerable.Range(0, 7).Select(number => $"night-1-{number}"), answers.Select(answer => answer.Id).Order());
        Assert.All(answers, answer => Assert.Equal(("stop", 2), (answer.Outcome.Answer!.FinishReason, answer.Outcome.Answer.Usage!.PromptTokens)));
        Assert.Equal((7, 7, 14L), (stage.Script.SubmittedRows, stage.Script.BilledRows, stage.Script.BilledPromptTokens));
        Assert.Equal(answers.Sum(answer => answer.Outcome.Answer!.Usage!.CompletionTokens), stage.Script.BilledCompletionTokens);
    }

    [Theory, BatchApiData]
    public async Task Everything_at_the_provider_can_be_deleted_once(string api)
    {
        await using var stage = new BatchStage(api);
        var (ended, _) = await stage.RunAsync(stage.Order("night-2", 4));
        foreach (var file in ended.Results.Append(ended.InputFile).OfType<string>())
        {
            Assert.Equal((true, null), await DeleteAsync(file));
            Assert.Equal((false, null), await DeleteAsync(file));
        }

        Assert.Empty(stage.Script.Files);
        Assert.NotEmpty(stage.Script.Deleted);

        async Task<(bool, Failure?)> DeleteAsync(string file)
        {
            var reply = await stage.Api.DeleteFileAsync(file, stage.Secret, default);
            return (reply.Value, reply.Failure);
        }
    }

    [Theory, BatchApiData]
    public async Task Rows_that_failed_are_failures_beside_the_answers(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.Next(new BatchFate { Fails = place => place % 3 == 1 });
        var (ended, answers) = await stage.RunAsync(stage.Order("night-3", 6));
        Assert.Equal((4, 2), (ended.Succeeded, ended.Failed));
        Assert.Equal(["night-3-1", "night-3-4"], answers.Where(answer => answer.Outcome.Failure is not null).Select(answer => answer.Id).Order());
        Assert.Equal(4, answers.Count(answer => answer.Outcome.Answer is not null));
        Assert.All(answers.Select(answer => answer.Outcome.Failure).OfType<Failure>(), failure => Assert.Equal(Chat.OutcomeKind.Transient, failure.Kind));
    }

    [Theory, BatchApiData]
    public async Task A_batch_that_expired_ends_with_what_was_answered(string api)
    {
        await using var stage = new BatchStage(api);

        // Gemini gives nothing of a batch that expired, and Mistral says nothing of what it did not come to.
        var (answered, told) = api switch { "gemini" => (0, 0), "mistral" => (2, 0), _ => (2, 3) };
        stage.Script.Next(new BatchFate { Expires = true, AnsweredBeforeStop = answered });
        var (ended, answers) = await stage.RunAsync(stage.Order("night-4", 5));
        Assert.Equal(BatchState.Ended, ended.State);
        Assert.Equal(new[] { "night-4-0", "night-4-1" }.Take(answered), answers.Where(answer => answer.Outcome.Answer is not null).Select(answer => answer.Id).Order());
        Assert.All(answers.Where(answer => answer.Outcome.Answer is null), answer => Assert.Equal(FailureSignal.BatchExpired, answer.Outcome.Failure!.Signal));
        Assert.Equal(told, answers.Count(answer => answer.Outcome.Answer is null));
        Assert.Equal(answered, stage.Script.BilledRows);
    }

    [Theory, BatchApiData]
    public async Task A_cancelled_batch_ends_with_what_was_answered(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.PollsToEnd = null;
        stage.Script.Next(new BatchFate { AnsweredBeforeStop = 3 });
        var order = stage.Order("night-5", 5);
        var submitted = await stage.SubmitAsync(order);
        var cancelling = await stage.Api.CancelAsync(order, submitted.Id, stage.Secret, default);
        Assert.Null(cancelling.Failure);
        Assert.True(cancelling.Value!.State is BatchState.Cancelling or BatchState.Ended, cancelling.ToString());

        var ended = await stage.EndAsync(order, submitted.Id);
        var (answers, _) = await stage.ReadAsync(order, ended);
        Assert.Equal(3, answers.Count(answer => answer.Outcome.Answer is not null));
        Assert.All(answers.Where(answer => answer.Outcome.Answer is null), answer => Assert.Equal(FailureSignal.Cancelled, answer.Outcome.Failure!.Signal));

        var again = await stage.Api.CancelAsync(order, submitted.Id, stage.Secret, default);
        Assert.Equal((BatchState.Ended, null), (again.Value?.State, again.Failure));
    }

    [Theory, BatchApiData]
    public async Task A_batch_may_be_refused_whole(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.Next(new BatchFate { RefusalCode = "invalid_model", RefusalMessage = "The model does not take batches." });
        var order = stage.Order("night-6", 3);
        Assert.Contains("The model does not take batches.", (await stage.RefuseAsync(order)).Message);
        Assert.Equal((0, 0), (stage.Script.SubmittedRows, stage.Script.BilledRows));
    }

    [Theory, BatchApiData]
    public async Task The_limit_of_waiting_tokens_is_a_rate_limit_and_says_nothing_of_the_prompts(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.EnqueuedTokenLimit = 20;
        var small = stage.Order("night-7", 4);
        await stage.SubmitAsync(small);
        var large = stage.Order("night-8", 6);
        var refusal = await stage.RefuseAsync(large);
        Assert.Equal(FailureSignal.RateLimited, refusal.Signal);
        Assert.Contains("20 enqueued", refusal.Message);
        Assert.Equal(4, stage.Script.SubmittedRows);
    }

    [Theory, BatchApiData]
    public async Task A_throttled_submission_did_not_happen(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.ThrottleSubmissions();
        var order = stage.Order("night-9", 2);
        var file = await stage.Api.UploadAsync(order, stage.Secret, default);
        var throttled = await stage.Api.SubmitAsync(order, file.Value, stage.Secret, default);
        Assert.Equal((FailureSignal.RateLimited, 429, false), (throttled.Failure!.Signal, throttled.Failure.Status, throttled.MayHaveHappened));
        Assert.Null((await stage.Api.SubmitAsync(order, file.Value, stage.Secret, default)).Failure);
        Assert.Single(stage.Script.All);
    }

    [Theory, BatchApiData]
    public async Task Results_that_are_gone_are_a_failure(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.Next(new BatchFate { LosesResults = true });
        var order = stage.Order("night-10", 3);
        var (answers, reply) = await stage.ReadAsync(order, await stage.EndAsync(order, (await stage.SubmitAsync(order)).Id));
        Assert.Empty(answers);
        Assert.Equal(404, reply.Failure!.Status);
    }

    [Theory, BatchApiData]
    public async Task Results_may_come_twice(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.Next(new BatchFate { Duplicates = true });
        var (_, answers) = await stage.RunAsync(stage.Order("night-11", 3));
        Assert.Equal(6, answers.Count);
        Assert.Equal(3, answers.Select(answer => (answer.Id, answer.Outcome.Answer!.Content)).Distinct().Count());
    }

    [Theory, BatchApiData]
    public async Task Lines_that_are_not_results_are_left_out(string api)
    {
        await using var stage = new BatchStage(api);
        stage.Script.Next(new BatchFate { Garbles = true, InOrder = true });
        var (_, answers) = await stage.RunAsync(stage.Order("night-12", 3));
        Assert.Equal(["night-12-0", "night-12-1", "night-12-2"], answers.Select(answer => answer.Id));
        Assert.All(answers, answer => Assert.NotNull(answer.Outcome.Answer));
    }

    [Theory, BatchApiData]
    public async Task Five_thousand_rows_come_back_once_each(string api)
    {
        await using var stage = new BatchStage(api);
        var (ended, answers) = await stage.RunAsync(stage.Order("many", 5_000));
        Assert.Equal((5_000, 5_000), (ended.Succeeded, answers.Count));
        Assert.All(answers, answer => Assert.Equal($"answer from one to question {answer.Id["many-".Length..]}", answer.Outcome.Answer!.Content));
        Assert.Equal(5_000, answers.Select(answer => answer.Id).Distinct().Count());
        Assert.Equal((5_000, 5_000), (stage.Script.SubmittedRows, stage.Script.BilledRows));
    }
}
