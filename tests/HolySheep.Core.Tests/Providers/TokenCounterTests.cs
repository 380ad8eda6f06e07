using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers;

/// <summary>Exact counts of tokens, as providers count them.</summary>
public sealed class TokenCounterTests
{
    private const string Schema = """{"type":"object","properties":{"height":{"type":"integer"}}}""";

    [Theory]
    [InlineData("anthropic", "/v1/messages/count_tokens", """{ "input_tokens": 4711 }""")]
    [InlineData("openai-responses", "/v1/responses/input_tokens", """{ "object": "response.input_tokens", "input_tokens": 4711 }""")]
    [InlineData("gemini", "/v1beta/models/alpha:countTokens", """{ "totalTokens": 4711, "promptTokensDetails": [ { "modality": "TEXT", "tokenCount": 4711 } ] }""")]
    public async Task The_provider_counts_the_prompt_with_everything_that_belongs_to_it(string wire, string path, string reply)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.Handle(_ => Reply.Json(200, reply));
        var count = await stage.Client.CountTokensAsync(Whole());

        Assert.Equal(new PromptCount("one/alpha", 4711), count);
        var request = stage.One.Requests.Single();
        Assert.Equal(("POST", path), (request.Method, request.Path));
        Assert.Contains("key-of-one", string.Concat(request.Headers.Values), StringComparison.Ordinal);
        Assert.Contains("How high?", request.Body, StringComparison.Ordinal);
        Assert.Contains("Answer shortly.", request.Body, StringComparison.Ordinal);
        Assert.Contains("look_up", request.Body, StringComparison.Ordinal);
        Assert.Contains("\"height\"", request.Body, StringComparison.Ordinal);
    }

    // What each endpoint takes, from the vendors' packages; Anthropic's refuses any other member.
    [Theory]
    [InlineData("anthropic", "model messages system tools tool_choice thinking output_config cache_control")]
    [InlineData("openai-responses", "model input instructions conversation previous_response_id reasoning text tools tool_choice parallel_tool_calls truncation")]
    public async Task Nothing_is_sent_that_a_request_for_a_count_does_not_take(string wire, string taken)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.Handle(_ => Reply.Json(200, """{ "input_tokens": 1 }"""));
        await stage.Client.CountTokensAsync(Whole() with { MaxTokens = 99, Stop = wire == "anthropic" ? ["END"] : [], Tags = new Dictionary<string, string> { ["a"] = "b" }, Temperature = 0.5, Seed = 4, CachePrompt = true });
        Assert.Empty(stage.One.Requests.Single().Json!.Value.EnumerateObject().Select(member => member.Name).Except(taken.Split(' ')));
    }

    [Fact]
    public async Task Gemini_counts_the_request_for_an_answer_as_it_would_be_sent()
    {
        await using var stage = Stage.Alone().Speaking("gemini");
        stage.One.Handle(request => request.Path.EndsWith(":countTokens", StringComparison.Ordinal) ? Reply.Json(200, """{ "totalTokens": 3 }""") : null);
        await stage.Client.CountTokensAsync(Whole());
        await stage.Client.ChatAsync(Whole() with { JsonSchema = null });
        await stage.Client.CountTokensAsync(Whole() with { JsonSchema = null });
        var counted = stage.One.Requests[2].Json!.Value.GetProperty("generateContentRequest");
        Assert.Equal("models/alpha", counted.GetProperty("model").GetString());
        var sent = stage.One.Requests[1].Json!.Value.EnumerateObject().Select(member => (member.Name, member.Value.GetRawText()));
        Assert.Equal(sent, counted.EnumerateObject().Where(member => member.Name != "model").Select(member => (member.Name, member.Value.GetRawText())));
    }

    [Fact]
    public async Task At_Vertex_the_parts_of_the_prompt_are_counted_by_themselves()
    {
        await using var stage = Stage.Alone().Speaking("gemini");
        stage.WithProvider("one", provider => provider with { BaseUrl = new Uri(stage.One.Root + "/v1/publishers/google") });
        stage.One.Handle(_ => Reply.Json(200, """{ "totalTokens": 12, "totalBillableCharacters": 50 }"""));
        Assert.Equal(12, (await stage.Client.CountTokensAsync(Whole())).Tokens);
        var request = stage.One.Requests.Single();
        Assert.Equal("/v1/publishers/google/models/alpha:countTokens", request.Path);
        Assert.Equal(["contents", "generationConfig", "systemInstruction", "tools"], request.Json!.Value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_provider_with_both_interfaces_of_OpenAI_counts_through_the_one_that_does()
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Api = ProviderApi.Auto });
        stage.One.Handle(_ => Reply.Json(200, """{ "input_tokens": 8 }"""));
        Assert.Equal(8, (await stage.Client.CountTokensAsync(Stage.Question())).Tokens);
        Assert.Equal("/v1/responses/input_tokens", stage.One.Requests.Single().Path);
    }

    [Theory]
    [InlineData("openai")]
    [InlineData("azure")]
    public async Task Where_there_is_no_endpoint_the_tokens_are_estimated_with_the_reason_and_nothing_is_sent(string wire)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        var count = await stage.Client.CountTokensAsync(Stage.Question());
        Assert.Equal((TokenEstimate.Of("How high is the tower?"), true, "the provider has no count of tokens"), (count.Tokens, count.Estimated, count.Reason));
        Assert.Empty(stage.One.Requests);
    }

    public static TheoryData<string, string> Failing => new()
    {
        { "500", "HTTP 500" }, { "404", "HTTP 404" }, { "401", "HTTP 401" }, { "text", "the reply is not a count of tokens" },
        { "negative", "the reply is not a count of tokens" }, { "other", "the reply is not a count of tokens" },
    };

    [Theory, MemberData(nameof(Failing))]
    public async Task A_failure_falls_back_to_the_estimate_and_says_why(string fault, string reason)
    {
        await using var stage = Stage.Alone().Speaking("anthropic").WithVariable("ONE_KEY", KeyMarker.Value);
        stage.One.Handle(_ => fault switch
        {
            "text" => Reply.Html(200),
            "negative" => Reply.Json(200, """{ "input_tokens": -4 }"""),
            "other" => Reply.Json(200, """{ "totalTokens": 4 }"""),
            _ => Reply.Error(int.Parse(fault, System.Globalization.CultureInfo.InvariantCulture), "x", "no for " + KeyMarker.Value),
        });
        var count = await stage.Client.CountTokensAsync(Stage.Question());
        Assert.Equal(TokenEstimate.Of("How high is the tower?"), count.Tokens);
        Assert.Contains(reason, count.Reason, StringComparison.Ordinal);
        Assert.Empty(KeyMarker.FindInText(count.Reason!));
    }

    [Fact]
    public async Task A_missing_key_falls_back_to_the_estimate()
    {
        await using var stage = Stage.Alone().Speaking("anthropic").WithProvider("one", provider => provider with { ApiKeys = [new(Configuration.Keys.KeySource.Environment, "NOT_SET")] });
        var count = await stage.Client.CountTokensAsync(Stage.Question());
        Assert.True(count.Estimated);
        Assert.Contains("NOT_SET", count.Reason, StringComparison.Ordinal);
        Assert.Empty(stage.One.Requests);
    }

    [Fact]
    public async Task A_measurement_asks_only_if_it_is_to_be_exact_and_asks_a_failing_provider_once()
    {
        await using var stage = Stage.Chain().Speaking("one", "anthropic").Speaking("two", "gemini");
        stage.One.Handle(_ => Reply.Json(200, """{ "input_tokens": 100 }"""));
        stage.Two.Handle(_ => Reply.Error(503, "UNAVAILABLE", "later"));

        var offline = stage.Client.MeasureCost(outputTokens: 0);
        await offline.AddAsync("one");
        Assert.Empty(stage.One.Requests.Concat(stage.Two.Requests));
        Assert.Empty(offline.Warnings);

        var exact = stage.Client.MeasureCost(outputTokens: 0, exact: true);
        await exact.AddAsync("one");
        await exact.AddAsync("two and more");
        var estimates = exact.ToEstimates();
        Assert.Equal([(200L, false), (1L + 3L, true)], estimates.Select(estimate => (estimate.PromptTokens, estimate.Estimated)));
        Assert.Equal(0.0002m, estimates[0].Cost);
        Assert.Equal((2, 1), (stage.One.Requests.Count, stage.Two.Requests.Count));
        Assert.Contains("two/beta did not count the tokens: HTTP 503", exact.Warnings.Single(), StringComparison.Ordinal);
        Assert.EndsWith("They are estimated.", exact.Warnings.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_is_not_booked_and_does_not_change_the_health_of_the_target()
    {
        using var home = new TempFolder("counts");
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Path }.Speaking("anthropic");
        stage.One.Handle(_ => Reply.Error(500, "x", "no"));
        for (var count = 0; count < 6; count++)
        {
            await stage.Client.CountTokensAsync(Stage.Question());
        }

        stage.One.Handle(_ => null);
        Assert.Equal(1, (await stage.Client.ChatAsync(Stage.Question())).AttemptCount);
        Assert.Equal(1, stage.Client.GetUsage(new UsageQuery { To = stage.Clock.GetUtcNow().AddDays(1) }).Total.Attempts);
    }

    private static ChatRequest Whole() => new()
    {
        Messages = [ChatMessage.System("Answer shortly."), ChatMessage.User("How high?")],
        Tools = [new ChatTool("look_up", null, Schema)],
        JsonSchema = new ChatJsonSchema(Schema, "tower"),
    };
}
