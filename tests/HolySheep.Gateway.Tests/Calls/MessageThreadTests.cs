using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Message threads: the provider holds the conversation, and a request brings only what is new.</summary>
public sealed class MessageThreadTests
{
    private const string Lost = """{"type":"error","error":{"type":"not_found_error","message":"Thread not found.","details":{"error_code":"thread_not_found"}},"request_id":"req_1"}""";
    private const string Unsupported = """{"type":"error","error":{"type":"invalid_request_error","message":"This request cannot be threaded.","details":{"error_code":"thread_unsupported_request","unsupported":["mcp"]}},"request_id":"req_1"}""";
    private const string Result = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"22"}]}""";

    public static TheoryData<bool, string> Turns => new()
    {
        { false, Result },
        { true, Result },
        { false, "" },
        { true, "" },
    };

    [Theory]
    [MemberData(nameof(Turns))]
    public async Task A_turn_that_goes_on_with_a_thread_reaches_the_provider_as_it_is(bool stream, string messages)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(Reply.Text("answered").WithUsage(prompt: 9, completion: 0));
        using var response = await ContinueAsync(stage, stream, messages);
        Assert.Contains("answered", await response.Content.ReadAsStringAsync());
        Assert.Equal((200, Continuing(stream, messages)), ((int)response.StatusCode, stage.One.Requests[0].Body));
        Assert.Equal("message-threads-2026-08-12", stage.One.Requests[0].Headers["anthropic-beta"]);
    }

    [Theory]
    [Kinds(false)]
    [Kinds(true)]
    public async Task A_thread_that_no_provider_of_the_format_can_hold_is_not_answered_without_its_conversation(string kind, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("answered"));
        using var response = await ContinueAsync(stage, stream, """{"role":"user","content":"What is my name?"}""");
        if (TestKit.Voices.Voice.Of(kind).Kind == "anthropic")
        {
            Assert.Equal((200, 1), ((int)response.StatusCode, stage.One.CallCount));
            return;
        }

        Assert.Equal((404, 0), ((int)response.StatusCode, stage.One.CallCount + stage.Two.CallCount));
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.Equal("""{"error_code":"thread_not_found"}""", error.GetProperty("details").GetRawText());
        Assert.Contains("The request has a 'thread' that it continues, which no other format can say.", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_thread_does_not_fall_over_to_a_target_of_another_format(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic", kindOfTwo: "openai");
        stage.One.OnAny().Answer(Reply.Error(529, null, "Overloaded", "overloaded_error"), Reply.Error(529, null, "Overloaded", "overloaded_error"), Reply.Error(529, null, "Overloaded", "overloaded_error"));
        using var response = await ContinueAsync(stage, stream, """{"role":"user","content":"What is my name?"}""");
        Assert.Equal((529, 0), ((int)response.StatusCode, stage.Two.CallCount));
    }

    [Theory]
    [InlineData(404, Lost, "not_found_error", """{"error_code":"thread_not_found"}""", false)]
    [InlineData(404, Lost, "not_found_error", """{"error_code":"thread_not_found"}""", true)]
    [InlineData(400, Unsupported, "invalid_request_error", """{"error_code":"thread_unsupported_request","unsupported":["mcp"]}""", false)]
    [InlineData(400, Unsupported, "invalid_request_error", """{"error_code":"thread_unsupported_request","unsupported":["mcp"]}""", true)]
    public async Task What_the_provider_says_of_a_thread_reaches_the_client_and_no_other_call(int status, string sent, string type, string details, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(Reply.Json(status, sent), Reply.Text("answered"));
        using var response = await ContinueAsync(stage, stream, Result);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.Equal((status, 1, 0), ((int)response.StatusCode, stage.One.CallCount, stage.Two.CallCount));
        Assert.Equal((type, details), (error.GetProperty("type").GetString(), error.GetProperty("details").GetRawText()));
        Assert.Contains(JsonElement.Parse(sent).GetProperty("error").GetProperty("message").GetString()!.TrimEnd('.'), error.GetProperty("message").GetString());
        using var next = await stage.PostAsync(Question.Messages, Question.Of(Question.Messages, stream));
        Assert.Contains("answered", await next.Content.ReadAsStringAsync());
        Assert.Equal("alpha", next.Headers.GetValues("x-holysheep-model-used").Single());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_new_thread_is_answered_by_every_format_because_it_brings_the_whole_conversation(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("openai");
        stage.One.OnAny().Answer(Reply.Text("answered"));
        using var response = await stage.PostAsync(Question.Messages, Question.Of(Question.Messages, stream)[..^1] + ",\"thread\":{\"type\":\"create\"}}");
        Assert.Contains("answered", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_result_without_its_call_is_still_the_callers_fault_without_a_thread(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        using var response = await stage.PostAsync(Question.Messages, $$"""{"model":"alpha","max_tokens":300,"stream":{{(stream ? "true" : "false")}},"messages":[{{Result}}]}""");
        Assert.Equal((400, 0), ((int)response.StatusCode, stage.One.CallCount));
    }

    private static Task<HttpResponseMessage> ContinueAsync(GatewayStage stage, bool stream, string messages) =>
        stage.PostAsync(Question.Messages, Continuing(stream, messages), ("anthropic-beta", "message-threads-2026-08-12"));

    private static string Continuing(bool stream, string messages) =>
        $$"""{"model":"alpha","max_tokens":300,"stream":{{(stream ? "true" : "false")}},"messages":[{{messages}}],"thread":{"type":"continue","previous_message_id":"msg_1"} }""";
}
