using System;
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using OpenAI.Embeddings;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Embeddings are passed on, over the same targets, limits, budgets and ledger as answers.</summary>
public sealed class EmbeddingsTests
{
    private const string Path = "/v1/embeddings";
    private const string Question = """{ "input" : ["H\u00f6h?", "and?"], "model":"alpha", "encoding_format":"float", "a_member_of_tomorrow":[1.50] }""";
    private const string Vectors = """{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.10,-2.5e-3]},{"object":"embedding","index":1,"embedding":[0.2,0.3]}],"model":"a-model-of-theirs","usage":{"prompt_tokens":1000,"total_tokens":1000},"a_member_of_tomorrow":1.0}""";

    [Theory]
    [InlineData("openai", "/v1/embeddings")]
    [InlineData("azure", "/openai/v1/embeddings")]
    [InlineData("azure-deployments", "/openai/deployments/alpha/embeddings?api-version=2024-10-21")]
    public async Task Request_and_vectors_are_passed_on_and_booked(string kind, string sentTo)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.Handle(_ => Reply.Json(200, Vectors));
        using var response = await stage.PostAsync(Path, Question);
        Assert.Equal((HttpStatusCode.OK, Vectors), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal((sentTo, Question), (stage.One.Requests[0].Path, stage.One.Requests[0].Body));
        Assert.Equal(("alpha", "one", "0.001"), (Header(response, "model-used"), Header(response, "provider"), Header(response, "cost-usd")));
        var attempt = stage.Client.GetCall(Header(response, "call-id")).Attempts.Single();
        Assert.Equal((1000, 0, 0.001m), (attempt.Usage.PromptTokens, attempt.Usage.CompletionTokens, attempt.Cost));
    }

    [Fact]
    public async Task The_vendors_own_client_reads_them()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.Handle(_ => Reply.Json(200, """{"object":"list","data":[{"object":"embedding","index":0,"embedding":"AACAPwAAAEA="}],"model":"m","usage":{"prompt_tokens":3,"total_tokens":3}}"""));
        var client = new EmbeddingClient("alpha", new ApiKeyCredential(GatewayStage.Token), new OpenAI.OpenAIClientOptions { Endpoint = new Uri(stage.Root + "/v1"), RetryPolicy = new ClientRetryPolicy(0) });
        OpenAIEmbedding said = await client.GenerateEmbeddingAsync("How high?");
        Assert.Equal([1f, 2f], said.ToFloats().ToArray());
    }

    [Fact]
    public async Task A_failure_is_tried_again_at_the_models_other_targets_and_never_at_another_model()
    {
        await using var stage = await GatewayStage.StartAsync();
        var number = 0;
        stage.One.Handle(_ => number++ == 0 ? Reply.Status(503) : Reply.Json(200, Vectors));
        using var answered = await stage.PostAsync(Path, Question);
        Assert.Equal((HttpStatusCode.OK, "2"), (answered.StatusCode, Header(answered, "attempts")));
        stage.One.Handle(_ => Reply.Throttle("400"));
        using var failed = await stage.PostAsync(Path, Question);
        Assert.Equal((HttpStatusCode.TooManyRequests, 0), (failed.StatusCode, stage.Two.CallCount));
        stage.Two.Handle(_ => Reply.Json(200, Vectors));
        using var asked = await stage.PostAsync(Path, Question, ("x-holysheep-fallback", "beta"));
        Assert.Equal((HttpStatusCode.OK, "beta"), (asked.StatusCode, Header(asked, "model-used")));
    }

    [Theory]
    [InlineData("""{"object":"list","data":[],"usage":{"prompt_tokens":3,"total_tokens":3}}""")]
    [InlineData("""{"error":{"message":"boom","type":"server_error"}}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"object":"list","data":[{"object":"emb""")]
    public async Task A_reply_without_vectors_is_a_failure(string body)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.Handle(_ => Reply.Json(200, body));
        using var response = await stage.PostAsync(Path, Question);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
    }

    [Fact]
    public async Task A_budget_stops_them_before_they_are_sent()
    {
        await using var stage = await GatewayStage.StartAsync(more: """ "budgets": { "daily": { "limit": 0.000001, "period": "day", "action": "stop" } }, """);
        using var response = await stage.PostAsync(Path, Question);
        Assert.Equal((HttpStatusCode.PaymentRequired, 0), (response.StatusCode, stage.One.CallCount));
        Assert.Contains("budget_exceeded", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("gemini")]
    [InlineData("openai-responses")]
    public async Task A_provider_of_another_format_is_not_asked(string kind)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        using var response = await stage.PostAsync(Path, Question);
        Assert.Equal((HttpStatusCode.BadRequest, 0), (response.StatusCode, stage.One.CallCount + stage.Two.CallCount));
        Assert.Contains("embeddings", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("""{"model":"alpha"}""", 400)]
    [InlineData("""{"model":"alpha","input":""}""", 400)]
    [InlineData("""{"model":"alpha","input":[]}""", 400)]
    [InlineData("""{"model":"alpha","input":{"a":1}}""", 400)]
    [InlineData("""{"model":"alpha","input":[{"a":1}]}""", 400)]
    [InlineData("""{"model":"alpha","input":[["a"]]}""", 400)]
    [InlineData("""{"input":"hi"}""", 400)]
    [InlineData("""{"model":"gamma","input":"hi"}""", 404)]
    public async Task A_wrong_body_is_an_error_of_the_protocol(string body, int status)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(Path, body);
        Assert.Equal((status, 0), ((int)response.StatusCode, stage.One.CallCount));
        Assert.Equal("invalid_request_error", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("""[1,2,3]""")]
    [InlineData("""[[1,2],[3]]""")]
    [InlineData("\"one text\"")]
    public async Task Every_form_of_input_is_taken(string input)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.Handle(_ => Reply.Json(200, Vectors));
        using var response = await stage.PostAsync(Path, $$"""{"model":"alpha","input":{{input}}}""");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_key_in_an_answer_does_not_get_through()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.Handle(_ => Reply.Json(200, Vectors.Replace("a-model-of-theirs", KeyMarker.Value, StringComparison.Ordinal)));
        using var response = await stage.PostAsync(Path, Question);
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Empty(KeyMarker.FindInBytes(await response.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task Kept_vectors_are_given_again()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.Handle(_ => Reply.Json(200, Vectors));
        using var first = await stage.PostAsync(Path, Question, ("x-holysheep-cache", "1d"));
        using var again = await stage.PostAsync(Path, Question, ("x-holysheep-cache", "1d"));
        Assert.Equal((Vectors, 1), (await again.Content.ReadAsStringAsync(), stage.One.CallCount));
        Assert.Equal("0", Header(again, "cost-usd"));
        Assert.Single(stage.Client.ListCalls(new CallQuery()));
    }

    private static string Header(System.Net.Http.HttpResponseMessage response, string name) => response.Headers.GetValues("x-holysheep-" + name).Single();
}
