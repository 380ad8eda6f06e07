using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Reasoning that one provider gave in the caller's own format, in a call that another provider of that format answers.</summary>
public sealed class ForeignReasoningTests
{
    private const string Thinking = "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2000}";
    private const string User = """{"role":"user","content":"hi \u0041"}""";
    private const string Thought = """{"type":"thinking","thinking":"Hm.","signature":"c2ln"}""";
    private const string Hidden = """{"type":"redacted_thinking","data":"aGlk"}""";
    private const string Use = """{"type":"tool_use","id":"call_1","name":"look","input":{"a":1.0}}""";
    private const string Used = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"330"}]}""";
    private const string Reasoned = """{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"}""";
    private const string Call = """{"type":"function_call","id":"fc_1","call_id":"call_1","name":"look","arguments":"{\"a\":1.0}"}""";
    private const string Called = """{"type":"function_call_output","call_id":"call_1","output":"330"}""";

    private static readonly string Loop = Messages($$"""{{User}},{"role":"assistant","content":[{{Thought}},{{Hidden}},{{Use}}]},{{Used}}""", Thinking);
    private static readonly string Items = Input($"{User},{Reasoned},{Call},{Called}");

    public static TheoryData<string, string, string, string, string> Conversations => new()
    {
        { "anthropic", Question.Messages, Loop, Messages($$"""{{User}},{"role":"assistant","content":[{{Use}}]},{{Used}}""", "\"thinking\":{\"type\":\"disabled\"}"), Refusal("messages.1.content.0: Invalid `signature` in `thinking` block") },
        { "anthropic", Question.Messages, Loop, Messages($$"""{{User}},{"role":"assistant","content":[{{Use}}]},{{Used}}""", "\"thinking\":{\"type\":\"disabled\"}"), Refusal("messages.1.content.1: Invalid `data` in `redacted_thinking` block") },
        {
            "anthropic", Question.Messages, Messages($$"""{{User}},{"role":"assistant","content":[{{Thought}}]},{{User}},{"role":"assistant","content":[{{Thought}},{"type":"text","text":"so","x":1.0}]},{{User}}""", Thinking),
            Messages($$"""{{User}},{{User}},{"role":"assistant","content":[{"type":"text","text":"so","x":1.0}]},{{User}}""", Thinking), Refusal("messages.1.content.0: Invalid `signature` in `thinking` block")
        },
        { "openai-responses", Question.Responses, Items, Input($"{User},{Call},{Called}"), """{"error":{"message":"Not valid.","type":"invalid_request_error","param":null,"code":"invalid_encrypted_content"}}""" },
        { "openai-responses", Question.Responses, Items, Input($"{User},{Call},{Called}"), Refusal("The encrypted content gAAA could not be verified. Reason: it could not be decrypted or parsed.") },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_target_that_refuses_anothers_reasoning_is_asked_once_more_without_it(string kind, string path, string sent, string withoutReasoning, string refusal)
    {
        foreach (var stream in new[] { false, true })
        {
            await using var stage = await GatewayStage.StartAsync(kind);
            stage.One.OnAny().Answer(Reply.Throttle("400"));
            stage.Two.OnAny().Answer(Reply.Json(400, refusal).WithHeader("x-should-retry", "false"), Reply.Text("answered"));
            using var response = await stage.PostAsync(path, Streamed(sent, stream), ("x-holysheep-tag", "run=1"));
            Assert.Contains("answered", await response.Content.ReadAsStringAsync());
            Assert.Equal((1, 2), (stage.One.CallCount, stage.Two.CallCount));
            Assert.Equal(Streamed(sent, stream), stage.One.Requests[0].Body);
            Assert.Equal(ForTwo(Streamed(sent, stream)), stage.Two.Requests[0].Body);
            Assert.Equal(ForTwo(Streamed(withoutReasoning, stream)), stage.Two.Requests[1].Body);
            Assert.Equal(3, stage.Client.ListCalls(new CallQuery { Tag = "run=1" }).Single().Attempts.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task Reasoning_that_its_own_provider_takes_is_sent_unchanged(string kind, string path, string sent, string withoutReasoning, string refusal)
    {
        Assert.NotEqual((sent, ""), (withoutReasoning, refusal));
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, sent);
        Assert.Equal((200, 1, sent), ((int)response.StatusCode, stage.One.CallCount, stage.One.Requests[0].Body));
    }

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_target_that_refuses_again_without_reasoning_is_not_asked_a_third_time(string kind, string path, string sent, string withoutReasoning, string refusal)
    {
        Assert.NotEqual(sent, withoutReasoning);
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
        stage.One.OnAny().Answer(Reply.Json(400, refusal), Reply.Json(400, refusal), Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, sent);
        Assert.Equal((400, 2), ((int)response.StatusCode, stage.One.CallCount));
    }

    [Theory]
    [InlineData("anthropic", Question.Messages)]
    [InlineData("openai-responses", Question.Responses)]
    public async Task A_request_without_reasoning_is_not_repeated_for_it(string kind, string path)
    {
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
        var refusal = Reply.Json(400, Refusal("messages.1.content.0: Invalid `signature` in `thinking` block; the encrypted content gAAA could not be verified."));
        stage.One.OnAny().Answer(refusal, Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: false));
        Assert.Equal((400, 1), ((int)response.StatusCode, stage.One.CallCount));
    }

    [Fact]
    public async Task What_a_target_says_to_the_request_without_reasoning_is_reported()
    {
        await using var stage = await GatewayStage.StartAsync("anthropic", chain: "[]");
        stage.One.OnAny().Answer(Reply.Json(400, Refusal("messages.1.content.0: Invalid `signature` in `thinking` block")), Reply.Json(400, Refusal("tools.0: too odd")));
        using var response = await stage.PostAsync(Question.Messages, Loop);
        var message = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("message").GetString();
        Assert.Contains("tools.0: too odd", message);
        Assert.DoesNotContain("signature", message);
    }

    private static string Messages(string messages, string thinking) => $$"""{"model":"alpha","stream":false,"max_tokens":4000,{{thinking}},"messages":[{{messages}}],"top_k":5}""";

    private static string Input(string items) => $$"""{"model":"alpha","stream":false,"store":false,"input":[{{items}}],"include":["reasoning.encrypted_content"]}""";

    private static string Refusal(string message) => $$"""{"type":"error","error":{"type":"invalid_request_error","message":"{{message}}"},"request_id":"req_2"}""";

    private static string Streamed(string body, bool stream) => stream ? body.Replace("\"stream\":false", "\"stream\":true", StringComparison.Ordinal) : body;

    private static string ForTwo(string body) => body.Replace("\"alpha\"", "\"beta\"", StringComparison.Ordinal);
}
