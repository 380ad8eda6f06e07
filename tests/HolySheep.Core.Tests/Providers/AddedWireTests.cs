using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers;

/// <summary>A wire that is one class and a row of the table answers through client, stream, CSV and route.</summary>
public sealed class AddedWireTests
{
    private const ProviderKind Talk = (ProviderKind)99;
    private const string Whole = """{"say":"Hello there.","why":"stop","counts":{"in":3,"out":2}}""";
    private const string Fault = """{"fault":{"code":"E_WALLET","text":"no coins are left"}}""";

    private static readonly string Live = Event("piece", """{"say":"Hello "}""") + Event("piece", """{"say":"there."}""") + Event("piece", """{"why":"stop","counts":{"in":3,"out":2}}""") + Event("over", "{}");

    private readonly ConcurrentQueue<(Uri Address, string? Key, string Body)> _asked = new();

    [Theory, Modes]
    public async Task An_added_wire_answers_whole_and_streamed(CallMode mode)
    {
        await using var stage = Stage(_ => Answer(mode));
        var asked = await stage.AskAsync(mode, Harness.Stage.Question("Hi.") with { MaxTokens = 7 });

        Assert.Equal(("Hello there.", "stop", 3L, 2L), (asked.Result.Content, asked.Result.FinishReason, asked.Result.Usage.PromptTokens, asked.Result.Usage.CompletionTokens));
        Assert.Equal(mode == CallMode.VisibleStream ? "Hello there." : "", asked.Shown);
        var (address, key, body) = Assert.Single(_asked);
        Assert.Equal((mode == CallMode.Plain ? "/v9/talk/alpha" : "/v9/talk/alpha?live=1", "key-of-one", """{"turns":[{"by":"human","say":"Hi."}],"cap":7}"""), (address.PathAndQuery, key, body));
    }

    [Theory, Modes]
    public async Task An_error_in_the_wires_own_form_is_a_neutral_failure_and_another_wire_answers_instead(CallMode mode)
    {
        foreach (var status in new[] { HttpStatusCode.BadRequest, HttpStatusCode.OK })
        {
            await using var stage = Stage(_ => FakeNetwork.Json(Fault, status), "beta");
            var asked = await stage.AskAsync(mode);
            Assert.Equal([OutcomeKind.OutOfMoney, OutcomeKind.Answered], asked.Kinds);
            Assert.Equal("two", asked.Result.Provider);
            Assert.Contains("no coins are left", asked.Attempts[0].Message, StringComparison.Ordinal);
        }
    }

    [Theory, Modes]
    public async Task A_stream_of_this_wire_that_breaks_off_is_not_an_answer(CallMode mode)
    {
        await using var stage = Stage(_ => FakeNetwork.Events(Event("piece", """{"say":"Hello "}""")));
        Assert.Equal(OutcomeKind.Cut, (await stage.AskAsync(mode, Harness.Stage.Question() with { Limits = new ChatLimits { MaxAttempts = 1 } })).Failure.Attempts[^1].Kind);
    }

    [Theory, Modes]
    public async Task A_tool_conversation_that_began_elsewhere_goes_on_at_it(CallMode mode)
    {
        await using var stage = Stage(_ => Answer(mode));
        var messages = new[] { ChatMessage.User("Hi."), new ChatMessage("assistant", [new Chat.Parts.ChatToolCall("c1", "look", "{}")]), ChatMessage.Tool("c1", "seen") };
        var asked = await stage.AskAsync(mode, Harness.Stage.Question() with { Messages = messages, Tools = [new ChatTool("look")] });
        Assert.Equal("Hello there.", asked.Result.Content);
        Assert.Contains("\"use\":\"look\"", Assert.Single(_asked).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_a_file_are_answered_by_it()
    {
        using var folder = new JobFolder().WithRows(5);
        await using var stage = Stage(_ => FakeNetwork.Json(Whole));
        await folder.RunAsync(stage);
        Assert.Equal(Enumerable.Repeat("Hello there.", 5), folder.Column(Csv.AnswerColumns.Answer));
    }

    [Fact]
    public async Task The_route_shows_it_and_its_models_are_listed()
    {
        await using var stage = Stage(_ => FakeNetwork.Json("""{"voices":["alpha","gamma"]}"""));
        Assert.Equal("one/alpha", stage.Client.PlanRoute(Harness.Stage.Question()).Candidates[0].Target);
        Assert.Contains((await stage.Client.ListModelsAsync("one")).Models, model => model is { Id: "gamma", Available: true });
        Assert.Equal(("/v9/voices", "key-of-one"), _asked.Select(asked => (asked.Address.PathAndQuery, asked.Key)).Last());
    }

    [Fact]
    public async Task All_pages_of_its_models_are_read()
    {
        await using var stage = Stage(request => FakeNetwork.Json(request.RequestUri!.Query switch
        {
            "" => """{"voices":["alpha"],"more":"2"}""",
            "?from=2" => """{"voices":[],"more":"3"}""",
            _ => """{"voices":["gamma"]}""",
        }));
        Assert.Equal(["alpha", "gamma"], (await stage.Client.ListModelsAsync("one")).Models.Where(model => model.Available == true).Select(model => model.Id));
        Assert.Equal(["/v9/voices", "/v9/voices?from=2", "/v9/voices?from=3"], _asked.Select(asked => asked.Address.PathAndQuery));
    }

    [Fact]
    public async Task A_page_that_fails_leaves_no_half_list()
    {
        await using var stage = Stage(request => request.RequestUri!.Query.Length == 0 ? FakeNetwork.Json("""{"voices":["gamma"],"more":"2"}""") : FakeNetwork.Json(Fault, HttpStatusCode.BadGateway));
        var listed = await stage.Client.ListModelsAsync("one");
        Assert.Contains("502", Assert.Single(listed.Warnings), StringComparison.Ordinal);
        Assert.DoesNotContain(listed.Models, model => model.Id == "gamma");
    }

    [Fact]
    public async Task A_list_without_an_end_is_read_no_further_than_a_list_can_be_long()
    {
        await using var stage = Stage(_ => FakeNetwork.Json("""{"voices":["gamma"],"more":"again"}"""));
        Assert.Contains((await stage.Client.ListModelsAsync("one")).Models, model => model.Id == "gamma");
        Assert.Equal(100, _asked.Count);
    }

    [Fact]
    public void Every_kind_has_its_row() => Assert.All(Enum.GetValues<ProviderKind>(), kind => Assert.NotNull(Wires.Of(new ProviderOptions { Name = "one", Kind = kind, BaseUrl = new Uri("https://one.test/v1") })));

    private static HttpResponseMessage Answer(CallMode mode) => mode == CallMode.Plain ? FakeNetwork.Json(Whole) : FakeNetwork.Events(Live);

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    /// <summary>The model alpha at a provider that speaks the added wire, and after it whatever stands in the chain.</summary>
    private Stage Stage(Func<HttpRequestMessage, HttpResponseMessage> answer, params string[] chain)
    {
        var network = new FakeNetwork(async (request, cancel) =>
        {
            if (request.RequestUri!.AbsolutePath.StartsWith("/v9/", StringComparison.Ordinal))
            {
                _asked.Enqueue((request.RequestUri, request.Headers.TryGetValues("x-talk-key", out var keys) ? keys.Single() : null, request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancel)));
                return answer(request);
            }

            return FakeNetwork.Json("""{"choices":[{"message":{"content":"from the other"},"finish_reason":"stop"}]}""");
        });
        return new Stage(["one/alpha"], chain)
        {
            Handler = network,
            Wires = options => options.Kind == Talk ? new TalkWire(options.BaseUrl!) : Wires.Of(options),
        }.WithProvider("one", provider => provider with { Kind = Talk });
    }
}
