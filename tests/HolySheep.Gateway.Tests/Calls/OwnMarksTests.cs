using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Conversations that a provider of another format answered in between, back at a provider of the caller's own format.</summary>
public sealed class OwnMarksTests
{
    private const string Mine = """{"type":"redacted_thinking","data":"hs1.W10"}""";
    private const string MyThought = """{"type":"thinking","thinking":"Look.","signature":"hs1.sealed"}""";
    private const string Theirs = """{"type":"thinking","thinking":"Hm.","signature":"c2ln\u002b"}""";
    private const string Call = """{"type":"tool_use","id":"call_1","name":"look","input":{"a":1.0,"data":"hs1.x"}}""";
    private const string Result = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_1","content":"330"}]}""";
    private const string User = """{"role":"user","content":"hi \u0041"}""";

    public static TheoryData<string, string> Conversations => new()
    {
        { $$"""{{User}},{"role":"assistant","content":[{{MyThought}},{"type":"text","text":"330 m"},{{Mine}}]},{{User}}""", $$"""{{User}},{"role":"assistant","content":[{"type":"text","text":"330 m"}]},{{User}}""" },
        { $$"""{{User}},{"role":"assistant","content":[{{Theirs}},{"type":"text","text":"330 m"}]},{{User}},{"role":"assistant","content":[{{Call}},{{Mine}}]},{{Result}}""", $$"""{{User}},{"role":"assistant","content":[{{Theirs}},{"type":"text","text":"330 m"}]},{{User}},{"role":"assistant","content":[{{Call}}]},{{Result}}""" },
        { $$"""{{User}},{"role":"assistant","content":[{{MyThought}}]},{{User}}""", $"{User},{User}" },
    };

    [Theory]
    [MemberData(nameof(Conversations))]
    public async Task A_conversation_goes_on_as_the_caller_wrote_it_but_for_marks_of_the_gateway(string sent, string expected)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Question.Messages, Body(sent, """{"type":"adaptive"}"""), ("anthropic-beta", "context-management-2025-06-27"));
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(Body(expected, """{"type":"adaptive"}"""), stage.One.Requests[0].Body);
        Assert.Equal("context-management-2025-06-27", stage.One.Requests[0].Headers["anthropic-beta"]);
    }

    [Fact]
    public async Task A_turn_of_tools_whose_reasoning_the_provider_would_miss_is_written_for_it()
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Question.Messages, Body($$"""{{User}},{"role":"assistant","content":[{{Call}},{{Mine}}]},{{Result}}""", """{"type":"enabled","budget_tokens":2000}"""));
        Assert.Equal(200, (int)response.StatusCode);
        var body = JsonElement.Parse(stage.One.Requests[0].Body);
        Assert.False(body.TryGetProperty("thinking", out var thinking) && thinking.GetProperty("type").GetString() == "enabled");
        Assert.DoesNotContain("\"hs1.W10\"", stage.One.Requests[0].Body);
    }

    [Fact]
    public async Task Items_of_a_responses_conversation_stay_as_they_are_but_for_marks_of_the_gateway()
    {
        const string Kept = """{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"gAAA"},{"type":"item_reference","id":"msg_1"},{"role":"user","content":"hi \u0041"}""";
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Question.Responses, $$"""{"model":"alpha","metadata":{"a":"1"},"input":[{"type":"reasoning","id":"rs_2","summary":[],"encrypted_content":"hs1.W10"},{{Kept}}]}""");
        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal($$"""{"model":"alpha","metadata":{"a":"1"},"input":[{{Kept}}]}""", stage.One.Requests[0].Body);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Half_a_character_in_arguments_of_another_format_is_no_failure(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("openai");
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"where":"up \ud83d"}""")));
        using var response = await stage.PostAsync(Question.Messages, Question.Of(Question.Messages, stream));
        Assert.Equal((200, 1, 0), ((int)response.StatusCode, stage.One.CallCount, stage.Two.CallCount));
        Assert.Contains("up ", await response.Content.ReadAsStringAsync());
    }

    private static string Body(string messages, string thinking) => $$"""{"model":"alpha","max_tokens":4000,"metadata":{"user_id":"u"},"top_k":5,"thinking":{{thinking}},"messages":[{{messages}}]}""";
}
