using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Failures;
using HolySheep.Providers.Batches.Gemini;
using HolySheep.Providers.Gemini;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Providers.Batches;

/// <summary>A row of a batch is judged as a live answer, and a provider that falls silent is not waited for.</summary>
public sealed class BatchJudgementTests
{
    private static readonly Reply[] Replies =
    [
        Reply.Text("plain 🐑"), Reply.Length("cut"), Reply.ContentFilter("part"), Reply.EmptyContent(), Reply.ToolCalls(("look", "{\"a\":1}")), Reply.Reasoning("hm", "yes"),
        Reply.Text("cached").WithUsage(1000, 20, cached: 600), Reply.Text("uncounted").WithoutUsage(), Reply.Json(200, "{}"), Reply.Json(200, "[]"), Reply.Json(200, "\"text\""), Reply.Json(200, "17"),
        Reply.Json(200, "{\"error\":{\"message\":\"The model is overloaded.\",\"code\":\"server_is_overloaded\"}}"),
    ];

    [Theory, BatchApiData]
    public async Task An_answer_in_a_batch_is_read_as_one_of_a_call(string api)
    {
        await using var stage = new BatchStage(api);
        var next = 0;
        stage.Script.Answers = _ => Replies[next++];
        var (_, answers) = await stage.RunAsync(stage.Order("same", [.. Replies.Select((_, number) => $"question {number}")]));
        Assert.Equal(Replies.Length, answers.Count);
        for (var number = 0; number < Replies.Length; number++)
        {
            stage.Provider.OnAny().Answer(Replies[number]);
            var live = await stage.Chat.SendAsync(stage.Asks($"question {number}"), default);
            var row = answers.Single(answer => answer.Id == $"same-{number}").Outcome;
            Assert.Equal(Said(live), Said(row));
        }
    }

    [Theory]
    [InlineData("openai"), InlineData("openai-responses"), InlineData("azure"), InlineData("mistral")]
    public async Task An_error_in_a_batch_is_read_as_one_of_a_call(string api)
    {
        Reply[] errors =
        [
            Reply.Error(400, "context_length_exceeded", "This model's maximum context length is 128000 tokens."), Reply.Error(400, "content_policy_violation", "Your request was rejected by our safety system."),
            Reply.Error(429, "rate_limit_exceeded", "Rate limit reached."), Reply.Error(404, "model_not_found", "The model does not exist."), Reply.Error(500, null, "The server had an error."), Reply.Error(400, null, "question 5"),
        ];
        await using var stage = new BatchStage(api);
        var next = 0;
        stage.Script.Answers = _ => errors[next++];
        var (_, answers) = await stage.RunAsync(stage.Order("same", errors.Length));
        for (var number = 0; number < errors.Length; number++)
        {
            stage.Provider.OnAny().Answer(errors[number]);
            var live = (await stage.Chat.SendAsync(stage.Asks($"question {number}"), default)).Failure!;
            var row = answers.Single(answer => answer.Id == $"same-{number}").Outcome.Failure!;
            Assert.Equal((live.Signal, live.Status, live.Kind), (row.Signal, row.Status, row.Kind));
        }
    }

    [Theory]
    [InlineData(3, OutcomeKind.BadRequest), InlineData(4, OutcomeKind.Transient), InlineData(7, OutcomeKind.Unfit), InlineData(8, OutcomeKind.Throttled), InlineData(13, OutcomeKind.Transient), InlineData(14, OutcomeKind.Transient)]
    [InlineData(400, OutcomeKind.BadRequest), InlineData(429, OutcomeKind.Throttled), InlineData(503, OutcomeKind.Transient), InlineData(1, OutcomeKind.Cancelled)]
    public async Task A_row_of_Gemini_fails_by_its_code_of_HTTP_or_of_gRPC(int code, OutcomeKind kind)
    {
        await using var stage = new BatchStage("gemini");
        var line = System.Text.Encoding.UTF8.GetBytes($$"""{"key":"a-0","error":{"code":{{code}},"message":"It did not work."} }""");

        var failure = GeminiLine.Read(line, new RowReader(new GeminiWire(new Uri("http://127.0.0.1")), stage.Call with { Candidate = stage.Target }))!.Value.Outcome.Failure!;

        Assert.Equal(kind, failure.Kind);
    }

    [Fact]
    public async Task What_a_wire_leaves_out_of_every_request_is_said_with_every_answer()
    {
        await using var stage = new BatchStage("anthropic");
        var call = stage.Call with { Candidate = stage.Target, Request = stage.Call.Request with { Seed = 4 } };
        var order = stage.Order("notes", 1);
        var ended = await stage.EndAsync(order, (await stage.SubmitAsync(order)).Id);
        ProviderAnswer? answer = null;
        await stage.Api.ReadAsync(order, ended, call, row => Task.FromResult(answer = row.Outcome.Answer), stage.Secret, default);
        var live = await stage.Chat.SendAsync(stage.Asks("question 0") with { Request = call.Request with { Messages = [ChatMessage.User("question 0")] } }, default);
        Assert.NotEmpty(live.Answer!.Warnings);
        Assert.Equal(live.Answer.Warnings, answer!.Warnings);
    }

    [Theory, BatchApiData]
    public async Task A_provider_that_falls_silent_is_not_waited_for(string api)
    {
        var clock = new FakeTimeProvider();
        await using var stage = new BatchStage(api, clock);
        var order = stage.Order("silent", 2);
        stage.Provider.Handle(_ => Reply.Silent());
        var polling = stage.Api.PollAsync(order, "batch-1", stage.Secret, default);
        await stage.Provider.WaitForCallAsync();
        clock.Advance(TimeSpan.FromMinutes(3));
        var reply = await polling;
        Assert.Equal((FailureSignal.Stalled, true), (reply.Failure!.Signal, reply.MayHaveHappened));
    }

    [Fact]
    public void Providers_without_a_batch_api_have_none()
    {
        Assert.Null(ApiOf(new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAI, BaseUrl = new Uri("https://api.deepseek.com") }));
        Assert.Null(ApiOf(new ProviderOptions { Name = "one", Kind = ProviderKind.Gemini, BaseUrl = new Uri("https://aiplatform.googleapis.com/v1/publishers/google") }));
        Assert.Null(ApiOf(new ProviderOptions { Name = "one", Kind = ProviderKind.Sandbox }));
        Assert.IsType<Mistral.MistralBatchApi>(ApiOf(new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAI, BaseUrl = new Uri("https://api.mistral.ai/v1") }));
        Assert.IsType<OpenAI.OpenAIBatchApi>(ApiOf(new ProviderOptions { Name = "one", Kind = ProviderKind.OpenAI, BaseUrl = new Uri("https://llm.example.org/v1") }));
    }

    [Fact]
    public async Task Models_of_Responses_are_asked_in_batches_of_Responses()
    {
        await using var chat = new BatchStage("openai");
        await using var responses = new BatchStage("openai-responses");
        var api = new ApiChoice(chat.Chat, responses.Chat).Batches!;
        Assert.Contains("\"/v1/chat/completions\"", LineOf(api, chat));
        Assert.Contains("\"/v1/responses\"", LineOf(api, responses));

        static string LineOf(IBatchApi api, BatchStage stage)
        {
            using var output = new System.IO.MemoryStream();
            api.WriteRequest(output, "one", stage.Asks("hello"));
            return System.Text.Encoding.UTF8.GetString(output.ToArray());
        }
    }

    private static IBatchApi? ApiOf(ProviderOptions options) => BatchApis.Of(Wires.Of(options), options, null!, TimeProvider.System);

    // Requests are numbered in calls and in batches, and a live reply has headers.
    private static object Said(AttemptOutcome outcome) => outcome.Answer is { } answer
        ? (answer.Content, answer.Reasoning, answer.Refusal, answer.FinishReason, answer.FinishReasonRaw, answer.Usage, string.Join("|", answer.ToolCalls.Select(call => call.Name + call.Arguments)), answer.ModelReported, answer.Status)
        : (outcome.Failure!.Signal, outcome.Failure.Status, outcome.Failure.Kind, outcome.Failure.Message);
}
