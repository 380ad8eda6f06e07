using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Access;

/// <summary>Clients of the configuration: each has its own token, tags, limits and budgets, and nothing of one reaches another.</summary>
public sealed class ClientTests
{
    private const string Path = "/v1/chat/completions";
    private const string Question = """{"model":"alpha","max_tokens":1000,"messages":[{"role":"user","content":"How high?"}]}""";

    [Fact]
    public async Task A_call_has_the_tags_of_the_client_whose_token_it_brings_and_the_caller_cannot_change_them()
    {
        await using var stage = await StartAsync("""{ "token": "env:RED_TOKEN", "tags": { "team": "ops" } }""");
        using var red = await AskAsync(stage, GatewayStage.RedToken, Question, ("x-holysheep-tag", "Team=other, client=blue, run=1"));
        using var blue = await AskAsync(stage, GatewayStage.BlueToken, Question);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (red.StatusCode, blue.StatusCode));
        Assert.Equal("client=red, run=1, team=ops", TagsOf(stage, red));
        Assert.Equal("client=blue", TagsOf(stage, blue));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("token-of-nobody-0123456789-0123456789")]
    public async Task Another_token_is_refused(string? token)
    {
        await using var stage = await StartAsync("""{ "token": "env:RED_TOKEN" }""", change: options => options with { Token = null });
        using var refused = await AskAsync(stage, token, Question);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Theory]
    [InlineData("maxCostPerDay")]
    [InlineData("maxCostPerMonth")]
    public async Task A_budget_of_one_client_stops_that_client_alone(string key)
    {
        await using var stage = await StartAsync($$"""{ "token": "env:RED_TOKEN", "{{key}}": 0.003 }""");
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Text("330 m").WithUsage(prompt: 1000, completion: 900), 3).ToArray());
        using var paid = await AskAsync(stage, GatewayStage.RedToken, Question);
        using var stopped = await AskAsync(stage, GatewayStage.RedToken, Question);
        using var other = await AskAsync(stage, GatewayStage.BlueToken, Question);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired, HttpStatusCode.OK), (paid.StatusCode, stopped.StatusCode, other.StatusCode));
        Assert.Contains("budget_exceeded", await stopped.Content.ReadAsStringAsync());
        Assert.False(stopped.Headers.Contains("Retry-After"));
        Assert.Contains(stage.Client.GetBudgets(), status => status.Budget.Name.StartsWith("client red", StringComparison.Ordinal) && status.Spent == 0.0028m);
    }

    [Fact]
    public async Task The_limit_of_a_call_can_be_lowered_by_the_caller_and_not_raised()
    {
        await using var stage = await StartAsync("""{ "token": "env:RED_TOKEN", "maxCostPerCall": 0.001 }""");
        using var raised = await AskAsync(stage, GatewayStage.RedToken, Question, ("x-holysheep-max-cost", "5"));
        using var within = await AskAsync(stage, GatewayStage.RedToken, Question.Replace("1000", "100", StringComparison.Ordinal), ("x-holysheep-max-cost", "5"));
        using var lowered = await AskAsync(stage, GatewayStage.RedToken, Question.Replace("1000", "100", StringComparison.Ordinal), ("x-holysheep-max-cost", "0.00001"));
        Assert.Equal((HttpStatusCode.PaymentRequired, HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (raised.StatusCode, within.StatusCode, lowered.StatusCode));
    }

    [Fact]
    public async Task A_client_asks_for_its_models_only_and_sees_no_others()
    {
        await using var stage = await StartAsync("""{ "token": "env:RED_TOKEN", "models": [ "beta" ] }""");
        stage.Two.OnAny().Answer(Reply.Text("from two"));
        using var own = await AskAsync(stage, GatewayStage.RedToken, Question.Replace("alpha", "beta", StringComparison.Ordinal));
        using var other = await AskAsync(stage, GatewayStage.RedToken, Question);
        using var fallback = await AskAsync(stage, GatewayStage.RedToken, Question.Replace("alpha", "beta", StringComparison.Ordinal), ("x-holysheep-fallback", "alpha"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (own.StatusCode, other.StatusCode, fallback.StatusCode));
        Assert.Equal(["beta"], await ModelsAsync(stage, GatewayStage.RedToken));
        Assert.Equal(["alpha", "beta"], await ModelsAsync(stage, GatewayStage.BlueToken));
    }

    [Fact]
    public async Task A_client_over_its_number_of_calls_at_once_waits_and_others_do_not()
    {
        await using var stage = await StartAsync("""{ "token": "env:RED_TOKEN", "maxConcurrency": 1 }""");
        var gate = new Gate();
        stage.One.OnAny().Answer(Reply.Text("slow").Hold(gate), Reply.Text("quick"), Reply.Text("later"));
        var slow = AskAsync(stage, GatewayStage.RedToken, Question);
        await stage.One.WaitForCallAsync();
        using var refused = await AskAsync(stage, GatewayStage.RedToken, Question);
        using var other = await AskAsync(stage, GatewayStage.BlueToken, Question);
        gate.Open();
        using var answered = await slow;
        using var later = await AskAsync(stage, GatewayStage.RedToken, Question.Replace("{\"model\"", "{\"stream\":true,\"model\"", StringComparison.Ordinal));
        await later.Content.ReadAsStringAsync();
        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (refused.StatusCode, other.StatusCode, answered.StatusCode, later.StatusCode));
        Assert.True(int.Parse(Assert.Single(refused.Headers.GetValues("Retry-After")), System.Globalization.CultureInfo.InvariantCulture) >= 1);
    }

    [Fact]
    public async Task A_client_over_its_rate_is_told_when_to_come_back()
    {
        await using var stage = await StartAsync("""{ "token": "env:RED_TOKEN", "requestsPerMinute": 1 }""");
        using var first = await AskAsync(stage, GatewayStage.RedToken, Question);
        using var second = await AskAsync(stage, GatewayStage.RedToken, Question);
        using var other = await AskAsync(stage, GatewayStage.BlueToken, Question);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.OK), (first.StatusCode, second.StatusCode, other.StatusCode));
        Assert.InRange(int.Parse(Assert.Single(second.Headers.GetValues("Retry-After")), System.Globalization.CultureInfo.InvariantCulture), 5, 60);
    }

    private static Task<GatewayStage> StartAsync(string red, Func<GatewayOptions, GatewayOptions>? change = null) =>
        GatewayStage.StartAsync(more: $$""" "gateway": { "clients": { "red": {{red}}, "blue": { "token": "env:BLUE_TOKEN" } } }, """, change: change);

    private static Task<HttpResponseMessage> AskAsync(GatewayStage stage, string? token, string body, params (string Name, string Value)[] headers)
    {
        stage.Http.DefaultRequestHeaders.Remove("Authorization");
        return stage.PostAsync(Path, body, token is null ? headers : [.. headers, ("Authorization", "Bearer " + token)]);
    }

    private static async Task<string[]> ModelsAsync(GatewayStage stage, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, stage.Root + "/v1/models");
        request.Headers.TryAddWithoutValidation("x-api-key", token);
        using var response = await stage.Http.SendAsync(request);
        return [.. JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!)];
    }

    private static string TagsOf(GatewayStage stage, HttpResponseMessage response) =>
        string.Join(", ", stage.Client.GetCall(response.Headers.GetValues("x-holysheep-call-id").Single()).Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"));
}
