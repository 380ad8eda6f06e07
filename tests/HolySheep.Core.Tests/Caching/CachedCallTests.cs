using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Caching;

/// <summary>Answers that are kept and given again.</summary>
public sealed class CachedCallTests
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Theory, Modes]
    public async Task Without_being_asked_no_answer_is_given_again(CallMode mode)
    {
        await using var stage = Stage.Alone();
        await stage.AskAsync(mode);
        Assert.Null((await stage.AskAsync(mode)).Result.CachedAt);
        Assert.Equal(2, stage.One.Requests.Count);
    }

    [Theory, Wires]
    public async Task The_same_request_is_answered_again_without_a_provider_and_costs_nothing(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.On("alpha").Answer(Reply.Text("Three hundred metres.").WithUsage(20, 5));
        var first = (await stage.AskAsync(mode, Question())).Result;
        var again = (await stage.AskAsync(mode, Question())).Result;

        Assert.Single(stage.One.Requests);
        Assert.Null(first.CachedAt);
        Assert.NotNull(again.CachedAt);
        Assert.Equal("Three hundred metres.", again.Content);
        Assert.Equal((0m, 0), (again.Cost, again.AttemptCount));
        Assert.Equal((first.Model, first.ModelUsed, first.Provider, first.Usage, first.FinishReason, first.Id), (again.Model, again.ModelUsed, again.Provider, again.Usage, again.FinishReason, again.Id));
        Assert.Equal(ConversationJson.Write(first.Conversation), ConversationJson.Write(again.Conversation));
    }

    [Fact]
    public async Task A_stream_is_given_again_in_the_pieces_in_which_it_came_and_whole_answers_in_one()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Reasoning("First I think.", "One two three four."));
        var first = await stage.AskAsync(CallMode.VisibleStream, Question());
        var again = await stage.AskAsync(CallMode.VisibleStream, Question());
        Assert.True(first.Updates.Count > 4);
        Assert.Equal(first.Updates.Select(Piece), again.Updates.Select(Piece));
        Assert.Equal(("one", "alpha", 0), (again.Updates[0].Source!.Provider, again.Updates[0].Source!.ModelUsed, again.Updates[0].Source!.AttemptCount));

        stage.One.OnAny().Answer(Reply.Text("One two three four."));
        await stage.AskAsync(CallMode.Plain, Question("another"));
        Assert.Equal([(ChatUpdateKind.Text, "One two three four."), (ChatUpdateKind.Completed, "")], (await stage.AskAsync(CallMode.VisibleStream, Question("another"))).Updates.Select(Piece));
    }

    public static TheoryData<string, Func<ChatRequest, ChatRequest>> OtherRequests => new()
    {
        { "another prompt", request => request with { Messages = [ChatMessage.User("How high is the other tower?")] } },
        { "another system instruction", request => request with { System = "Be brief." } },
        { "another temperature", request => request with { Temperature = 0.1 } },
        { "another limit of tokens", request => request with { MaxTokens = 5 } },
        { "a seed", request => request with { Seed = 4 } },
        { "a schema", request => request with { JsonSchema = new ChatJsonSchema("""{"type":"object"}""") } },
        { "a member of the body", request => request with { ExtraBody = new Dictionary<string, string> { ["top_k"] = "3" } } },
        { "a header", request => request with { ExtraHeaders = new Dictionary<string, string> { ["x-beta"] = "1" } } },
        { "another model", request => request with { Model = "beta" } },
    };

    [Theory, MemberData(nameof(OtherRequests))]
    public async Task Every_difference_in_what_would_be_sent_asks_a_provider(string difference, Func<ChatRequest, ChatRequest> change)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text("{}"));
        await stage.AskAsync(CallMode.Plain, Question());
        Assert.True((await stage.AskAsync(CallMode.Plain, change(Question()))).Result.CachedAt is null, difference);
        Assert.Equal(2, stage.One.Requests.Count + stage.Two.Requests.Count);
    }

    public static TheoryData<string, Reply> NotKept => new()
    {
        { "cut at the limit", Reply.Length("half of it") },
        { "filtered", Reply.ContentFilter("half of it") },
        { "a refusal", Reply.Refusal("I cannot help with that.") },
        { "tool calls", Reply.ToolCalls(("weather", "{}")) },
        { "not counted", Reply.Text("text").WithoutUsage() },
        { "empty", Reply.EmptyContent() },
    };

    [Theory, MemberData(nameof(NotKept))]
    public async Task Only_a_whole_counted_answer_is_kept(string what, Reply reply)
    {
        foreach (var mode in Enum.GetValues<CallMode>())
        {
            await using var stage = Stage.Alone();
            stage.One.OnAny().Answer(reply, Reply.Text("whole"), Reply.Text("not asked for"));
            var request = Question() with { Tools = [new ChatTool("weather", "Tells the weather.", """{"type":"object"}""")], Limits = new ChatLimits { MaxAttempts = 1 } };
            await stage.AskAsync(mode, request);
            var next = await stage.AskAsync(mode, request);
            Assert.True(next.Result.CachedAt is null, $"{what}, {mode}");
        }
    }

    [Fact]
    public async Task An_answer_of_a_fallback_is_not_kept_for_the_model_that_failed()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Error(400, null, "no"), Reply.Text("from alpha"));
        stage.Two.OnAny().Answer(Reply.Text("from beta"));
        Assert.Equal("from beta", (await stage.AskAsync(CallMode.Plain, Question())).Result.Content);
        var next = (await stage.AskAsync(CallMode.Plain, Question())).Result;
        Assert.Equal(("from alpha", (DateTimeOffset?)null), (next.Content, next.CachedAt));
    }

    [Theory, Modes]
    public async Task An_answer_is_given_again_until_it_is_too_old_or_a_new_one_is_wanted(CallMode mode)
    {
        var clock = new AutoAdvanceTimeProvider();
        await using var stage = Stage.Alone(clock);
        stage.One.OnAny().Answer(Reply.Text("first"), Reply.Text("second"), Reply.Text("third"));
        await stage.AskAsync(mode, Question());
        clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal("first", (await stage.AskAsync(mode, Question())).Result.Content);
        clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal("second", (await stage.AskAsync(mode, Question())).Result.Content);
        Assert.Equal("third", (await stage.AskAsync(mode, Question() with { CacheRefresh = true })).Result.Content);
        Assert.Equal("third", (await stage.AskAsync(mode, Question())).Result.Content);
    }

    [Fact]
    public async Task A_model_can_say_in_the_configuration_that_its_answers_are_given_again_and_a_call_can_refuse()
    {
        await using var stage = Stage.Alone().With(configuration => configuration with
        {
            Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Cache = TimeSpan.FromHours(1) }),
        });
        await stage.AskAsync(CallMode.Plain);
        Assert.NotNull((await stage.AskAsync(CallMode.Plain)).Result.CachedAt);
        Assert.Null((await stage.AskAsync(CallMode.Plain, Stage.Question() with { CacheMaxAge = TimeSpan.Zero })).Result.CachedAt);
        Assert.Null((await stage.AskAsync(CallMode.Plain, Stage.Question() with { CacheRefresh = true })).Result.CachedAt);
    }

    [Fact]
    public async Task A_split_sees_every_call_so_that_none_is_answered_from_what_is_kept()
    {
        await using var stage = Stage.Alone().With(configuration => configuration with
        {
            Splits = new Dictionary<string, SplitOptions> { ["alpha"] = new() { Model = "alpha", To = [new SplitMember("beta", 1)] } },
        });
        await stage.AskAsync(CallMode.Plain, Question());
        Assert.Null((await stage.AskAsync(CallMode.Plain, Question())).Result.CachedAt);
        Assert.Equal(2, stage.One.Requests.Count + stage.Two.Requests.Count);
    }

    [Theory, Modes]
    public async Task Of_equal_requests_at_once_one_asks_and_the_others_get_its_answer(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("the only one").HoldAfter(0, gate), Reply.Text("another"));
        var calls = Enumerable.Range(0, 8).Select(_ => Caller.AskAsync(stage.Client, Question(), mode)).ToList();
        await stage.One.WaitForCallAsync();
        gate.Open();
        var results = (await Task.WhenAll(calls)).Select(asked => asked.Result).ToList();
        Assert.All(results, result => Assert.Equal("the only one", result.Content));
        Assert.Single(results, result => result.CachedAt is null);
        Assert.Single(stage.One.Requests);
    }

    [Theory, Modes]
    public async Task If_the_answer_that_came_cannot_be_kept_the_others_ask_at_once_and_not_one_after_another(CallMode mode)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var (first, rest) = (new Gate(), new Gate());
        stage.One.OnAny().Answer([Reply.Length("no more").HoldAfter(0, first), .. Enumerable.Repeat(Reply.Length("no more").HoldAfter(0, rest), 5)]);
        var calls = Enumerable.Range(0, 6).Select(_ => Caller.AskAsync(stage.Client, Question(), mode)).ToList();
        await stage.One.WaitForCallAsync();
        first.Open();

        // None of them is answered before all have asked.
        await stage.One.WaitForCallAsync(6);
        rest.Open();
        Assert.All(await Task.WhenAll(calls), asked => Assert.Equal("no more", asked.Result.Content));
        Assert.Equal(6, stage.One.Requests.Count);
    }

    [Fact]
    public async Task An_answer_of_which_a_piece_was_left_out_is_not_kept()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(
            Reply.Events("""{"choices":[{"index":0,"delta":{"content":"Hello"}}]}""", """{"choices":[{"index":0,"delta":{"content":" wor""", """{"choices":[{"index":0,"delta":{"content":"ld"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""", "[DONE]"),
            Reply.Text("Hello world"));
        await stage.AskAsync(CallMode.VisibleStream, Question());
        Assert.Equal("Hello world", (await stage.AskAsync(CallMode.VisibleStream, Question())).Result.Content);
    }

    [Fact]
    public async Task If_the_one_that_asks_fails_the_next_asks()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Error(400, null, "no").HoldAfter(0, gate), Reply.Text("second"));
        var calls = Enumerable.Range(0, 3).Select(_ => Caller.AskAsync(stage.Client, Question() with { Limits = new ChatLimits { MaxAttempts = 1 } }, CallMode.Plain)).ToList();
        await stage.One.WaitForCallAsync();
        gate.Open();
        var asked = await Task.WhenAll(calls);
        Assert.Single(asked, call => call.Error is not null);
        Assert.Equal(2, asked.Count(call => call.Error is null && call.Result.Content == "second"));
        Assert.Equal(2, stage.One.Requests.Count);
    }

    [Fact]
    public async Task A_caller_who_waits_for_another_can_stop()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("late").HoldAfter(0, gate));
        var first = Caller.AskAsync(stage.Client, Question(), CallMode.Plain);
        await stage.One.WaitForCallAsync();
        using var stop = new CancellationTokenSource();
        var second = Caller.AskAsync(stage.Client, Question(), CallMode.Plain, cancellationToken: stop.Token);
        await stop.CancelAsync();
        Assert.IsAssignableFrom<OperationCanceledException>((await second).Error);
        gate.Open();
        Assert.Equal("late", (await first).Result.Content);
    }

    [Fact]
    public async Task Processes_share_answers_and_what_they_save_is_booked_and_not_spent()
    {
        using var home = new TempHome();
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Folder };
        stage.One.OnAny().Answer(Reply.Text("kept").WithUsage(1_000_000, 1));
        await stage.AskAsync(CallMode.Plain, Question());
        using var other = stage.NewClient();
        Assert.NotNull((await Caller.AskAsync(other, Question(), CallMode.Plain)).Result.CachedAt);
        Assert.Single(stage.One.Requests);
        ((AutoAdvanceTimeProvider)stage.Clock).Advance(TimeSpan.FromHours(1));
        var usage = Assert.Single(other.GetUsage(new UsageQuery { From = stage.Clock.GetUtcNow().AddDays(-1), To = stage.Clock.GetUtcNow() }).Rows);
        Assert.Equal((1.000002m, 1L, 1.000002m), (usage.Cost, usage.Reused, usage.SavedByReuse));
    }

    [Fact]
    public async Task An_answer_in_hand_is_given_even_if_a_budget_has_no_money_left_and_no_target_is_well()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("kept"), Reply.Error(402, null, "no money"));
        await stage.AskAsync(CallMode.Plain, Question());
        await stage.AskAsync(CallMode.Plain, Question("another"));
        Assert.Equal("kept", (await stage.AskAsync(CallMode.Plain, Question() with { Limits = new ChatLimits { MaxCost = 0.000001m } })).Result.Content);
    }

    [Theory, Modes]
    public async Task Listeners_are_not_told_of_an_error_if_a_kept_answer_is_given(CallMode mode)
    {
        // The name keeps the spans of other tests apart.
        var model = $"one/kept-{mode}";
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HolySheep",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var stage = Stage.Alone();
        await stage.AskAsync(mode, Question() with { Model = model });
        Assert.NotNull((await stage.AskAsync(mode, Question() with { Model = model })).Result.CachedAt);
        var calls = spans.Where(span => span.Kind == ActivityKind.Internal && Equals(span.GetTagItem("gen_ai.request.model"), model)).ToList();
        Assert.Equal([1, 0], calls.Select(span => span.GetTagItem("holysheep.attempts")));
        Assert.All(calls, span => Assert.Equal((ActivityStatusCode.Unset, null), (span.Status, span.GetTagItem("error.type"))));
    }

    [Theory, Modes]
    public async Task An_answer_that_does_not_follow_its_schema_is_not_kept(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("[1]"), Reply.Text("""{"a":1}"""));
        var request = Question() with { JsonSchema = new ChatJsonSchema("""{"type":"object"}"""), Limits = new ChatLimits { MaxAttempts = 1 } };
        Assert.NotNull((await stage.AskAsync(mode, request)).Error);
        Assert.Equal("""{"a":1}""", (await stage.AskAsync(mode, request)).Result.Content);
    }

    [Fact]
    public async Task A_job_that_starts_over_asks_again()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder().WithRows(3);
        foreach (var (restart, asked) in ((bool, int)[])[(false, 3), (true, 6)])
        {
            await folder.RunAsync(stage, options => options with { Restart = restart, Request = options.Request with { CacheMaxAge = Day } });
            Assert.Equal(asked, stage.One.Requests.Count);
        }
    }

    [Fact]
    public async Task No_client_of_a_gateway_is_given_what_another_has_asked()
    {
        await using var stage = Stage.Alone().With(configuration => configuration with { GatewayClients = [Client("ops"), Client("shop")] });
        await stage.AskAsync(CallMode.Plain, Question() with { Client = "ops" });
        Assert.Null((await stage.AskAsync(CallMode.Plain, Question() with { Client = "shop" })).Result.CachedAt);
        Assert.NotNull((await stage.AskAsync(CallMode.Plain, Question() with { Client = "ops" })).Result.CachedAt);
    }

    private static GatewayClientOptions Client(string name) => new() { Name = name, Token = new KeyReference(KeySource.Environment, name) };

    private static ChatRequest Question(string text = "How high is the tower?") => Stage.Question(text) with { CacheMaxAge = Day };

    private static (ChatUpdateKind Kind, string Text) Piece(ChatUpdate update) => (update.Kind, update.Text);
}
