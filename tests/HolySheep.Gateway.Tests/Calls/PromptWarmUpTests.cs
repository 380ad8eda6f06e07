using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.Spend.History;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Requests for no text at all, which fill the prompt cache of a provider before it is needed.</summary>
public sealed class PromptWarmUpTests
{
    private const string Answer = """{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":"max_tokens","stop_sequence":null,"usage":{"input_tokens":3,"cache_creation_input_tokens":2000,"output_tokens":0}}""";
    private static readonly string Events = string.Concat(
        Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"cache_creation_input_tokens":2000,"output_tokens":0}}}"""),
        Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"max_tokens","stop_sequence":null},"usage":{"output_tokens":0}}"""),
        Event("message_stop", """{"type":"message_stop"}"""));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_of_0_tokens_reaches_the_provider_and_its_empty_answer_the_caller(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(stream ? Reply.Raw(200, "text/event-stream", Events) : Reply.Json(200, Answer));
        using var response = await stage.PostAsync(Question.Messages, Body(stream, 0), ("x-holysheep-tag", "run=1"));
        Assert.Equal((200, stream ? Events : Answer), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Equal((Body(stream, 0), 1, 0), (stage.One.Requests[0].Body, stage.One.CallCount, stage.Two.CallCount));
        var attempt = stage.Client.ListCalls(new CallQuery { Tag = "run=1" }).Single().Attempts.Single();
        Assert.Equal((2003, 0), (attempt.Usage.PromptTokens, attempt.Usage.CompletionTokens));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_empty_answer_to_another_limit_is_still_an_error(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(stream ? Reply.Raw(200, "text/event-stream", Events) : Reply.Json(200, Answer));
        using var response = await stage.PostAsync(Question.Messages, Body(stream, 1));
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Contains("token limit", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_limit_of_0_tokens_is_refused_by_name_where_no_provider_of_the_format_is(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("openai");
        using var response = await stage.PostAsync(Question.Messages, Body(stream, 0));
        Assert.Equal((400, 0), ((int)response.StatusCode, stage.One.CallCount + stage.Two.CallCount));
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.Contains("The request has 'max_tokens' of 0, which no other format can say.", error.GetProperty("message").GetString());
        Assert.False(error.TryGetProperty("details", out _));
    }

    [Fact]
    public async Task A_key_in_the_events_of_an_empty_answer_does_not_get_through()
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", Events.Replace("msg_1", KeyMarker.Value, System.StringComparison.Ordinal)));
        using var response = await stage.PostAsync(Question.Messages, Body(stream: true, 0));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("message_stop", read);
        Assert.Empty(KeyMarker.FindInBytes(System.Text.Encoding.UTF8.GetBytes(read)));
    }

    [Fact]
    public async Task A_limit_below_0_tokens_is_the_callers_fault()
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        using var response = await stage.PostAsync(Question.Messages, Body(stream: false, -1));
        Assert.Equal((400, 0), ((int)response.StatusCode, stage.One.CallCount));
    }

    private static string Body(bool stream, int limit) => $$"""{"model":"alpha","max_tokens":{{limit}},"stream":{{(stream ? "true" : "false")}},"messages":[{"role":"user","content":"hi"}]}""";

    private static string Event(string type, string data) => $"event: {type}\ndata: {data}\n\n";
}
