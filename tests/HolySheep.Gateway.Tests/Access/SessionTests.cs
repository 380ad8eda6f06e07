using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Access;

/// <summary>The limit of a session is the brake for agents: all its calls together cost no more, however many are under way at once.</summary>
public sealed class SessionTests
{
    private const string Path = "/v1/messages";
    private const string Question = """{"model":"alpha","max_tokens":1000,"messages":[{"role":"user","content":"How high?"}]}""";

    [Fact]
    public async Task A_session_that_a_header_names_stops_at_its_limit_and_others_go_on()
    {
        await using var stage = await StartAsync();
        using var first = await AskAsync(stage, GatewayStage.RedToken, Question, "one");
        using var second = await AskAsync(stage, GatewayStage.RedToken, Question, "one");
        using var other = await AskAsync(stage, GatewayStage.RedToken, Question, "two");
        using var none = await AskAsync(stage, GatewayStage.RedToken, Question, null);
        using var foreign = await AskAsync(stage, GatewayStage.BlueToken, Question, "one");
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PaymentRequired, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], [first.StatusCode, second.StatusCode, other.StatusCode, none.StatusCode, foreign.StatusCode]);
        Assert.Contains("The session 'red/one' has 0.0", await second.Content.ReadAsStringAsync());
        Assert.Equal("red/one", stage.Client.GetCall(first.Headers.GetValues("x-holysheep-call-id").Single()).Tags["session"]);
    }

    [Theory]
    [InlineData("\"user_ab_account_1_session_7c1e\"", "red/7c1e")]
    [InlineData("\"{\\\"device_id\\\":\\\"x\\\",\\\"session_id\\\":\\\"7c1e\\\"}\"", "red/7c1e")]
    [InlineData("\"somebody\"", "red/somebody")]
    [InlineData("\"{broken\"", "red/{broken")]
    public async Task A_session_is_found_in_the_metadata_of_Messages(string user, string session)
    {
        await using var stage = await StartAsync();
        var question = Question.Replace("{\"model\"", $"{{\"metadata\":{{\"user_id\":{user}}},\"model\"", StringComparison.Ordinal);
        using var first = await AskAsync(stage, GatewayStage.RedToken, question, null);
        using var second = await AskAsync(stage, GatewayStage.RedToken, question, null);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (first.StatusCode, second.StatusCode));
        Assert.Equal(session, stage.Client.GetCall(first.Headers.GetValues("x-holysheep-call-id").Single()).Tags["session"]);
        using var unlimited = await AskAsync(stage, GatewayStage.BlueToken, question, null);
        Assert.DoesNotContain("session", stage.Client.GetCall(unlimited.Headers.GetValues("x-holysheep-call-id").Single()).Tags.Keys);
    }

    [Fact]
    public async Task Calls_at_once_do_not_exceed_the_limit_together()
    {
        // Each may cost 0.002 USD and more, and does: one fits into 0.003.
        await using var stage = await StartAsync();
        var gate = new Gate();
        stage.One.OnAny().Answer(Enumerable.Repeat(Reply.Text("330 m").WithUsage(prompt: 100, completion: 1000).Hold(gate), 8).ToArray());
        var calls = Enumerable.Range(0, 8).Select(_ => AskAsync(stage, GatewayStage.RedToken, Question, "one")).ToList();
        while (calls.Count(call => call.IsCompleted) < 7)
        {
            await Task.WhenAny(calls.Where(call => !call.IsCompleted));
        }

        gate.Open();
        var responses = await Task.WhenAll(calls);
        Assert.Single(responses, response => response.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, stage.One.CallCount);
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task What_a_session_has_spent_is_known_after_a_restart()
    {
        await using var stage = await StartAsync();
        using var first = await AskAsync(stage, GatewayStage.RedToken, Question, "one");
        await stage.RestartAsync();
        using var second = await AskAsync(stage, GatewayStage.RedToken, Question, "one");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PaymentRequired), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_call_that_failed_gives_its_reservation_back()
    {
        await using var stage = await StartAsync(Reply.Error(400, null, "no"));
        using var failed = await AskAsync(stage, GatewayStage.RedToken, Question, "one", ("x-holysheep-fallback", "none"));
        using var answered = await AskAsync(stage, GatewayStage.RedToken, Question, "one", ("x-holysheep-fallback", "none"));
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (failed.StatusCode, answered.StatusCode));
    }

    private static async Task<GatewayStage> StartAsync(params Reply[] first)
    {
        var stage = await GatewayStage.StartAsync(chain: "[]", more: """ "gateway": { "clients": { "red": { "token": "env:RED_TOKEN", "maxCostPerSession": 0.003 }, "blue": { "token": "env:BLUE_TOKEN" } } }, """);
        stage.One.OnAny().Answer([.. first, .. Enumerable.Repeat(Reply.Text("330 m").WithUsage(prompt: 500, completion: 1000), 6)]);
        return stage;
    }

    private static Task<HttpResponseMessage> AskAsync(GatewayStage stage, string token, string body, string? session, params (string Name, string Value)[] headers)
    {
        stage.Http.DefaultRequestHeaders.Remove("Authorization");
        return stage.PostAsync(Path, body, [.. headers, ("Authorization", "Bearer " + token), .. session is null ? [] : new[] { ("x-holysheep-session", session) }]);
    }
}
