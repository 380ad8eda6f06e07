using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Every protocol of callers over every wire of providers: what the vendors' own clients do not show of reasoning, failures and streams.</summary>
public sealed class PairTests
{
    private static readonly string[] Response =
    [
        """{"type":"response.created","response":{"id":"r","object":"response","status":"in_progress","model":"alpha","output":[]}}""",
        """{"type":"response.output_item.added","output_index":0,"item":{"id":"m","type":"message","role":"assistant","status":"in_progress","content":[]}}""",
        """{"type":"response.output_text.delta","item_id":"m","output_index":0,"content_index":0,"delta":"330 m"}""",
        "[DONE]",
    ];

    private static readonly string[] Message =
    [
        """{"type":"message_start","message":{"id":"m","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"330 m"}}""",
        "[DONE]",
    ];

    [Theory]
    [Kinds(Question.Chat, false)]
    [Kinds(Question.Chat, true)]
    [Kinds(Question.Responses, false)]
    [Kinds(Question.Responses, true)]
    [Kinds(Question.Messages, false)]
    [Kinds(Question.Messages, true)]
    public async Task Reasoning_comes_before_the_answer_in_the_place_that_the_protocol_has(string kind, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("towers-are-high", "three-hundred").WithUsage(prompt: 1000, completion: 200));
        using var response = await stage.PostAsync(path, Question.Of(path, stream));
        var read = await response.Content.ReadAsStringAsync();
        var (thought, said) = (read.IndexOf("towers-are-high", StringComparison.Ordinal), read.IndexOf("three-hundred", StringComparison.Ordinal));
        Assert.True(thought >= 0 && said >= 0, read);
        Assert.True(thought < said || path == Question.Chat, read);
        Assert.Contains(path switch { Question.Chat => "reasoning_content\":\"", Question.Responses => "summary_text", _ => "\"thinking\":\"" }, read);
        Assert.Contains("1000", path == Question.Chat && stream ? "1000" : read);
    }

    [Theory]
    [Kinds(Question.Chat, Trouble.NoMoney, 402, "insufficient_quota")]
    [Kinds(Question.Chat, Trouble.BadKey, 502, "upstream_credential")]
    [Kinds(Question.Chat, Trouble.TooLong, 400, "context_length_exceeded")]
    [Kinds(Question.Chat, Trouble.Refused, 400, "content_filter")]
    [Kinds(Question.Responses, Trouble.NoMoney, 402, "insufficient_quota")]
    [Kinds(Question.Responses, Trouble.BadKey, 502, "upstream_credential")]
    [Kinds(Question.Responses, Trouble.TooLong, 400, "context_length_exceeded")]
    [Kinds(Question.Responses, Trouble.Refused, 400, "content_filter")]
    [Kinds(Question.Messages, Trouble.NoMoney, 402, "billing_error")]
    [Kinds(Question.Messages, Trouble.BadKey, 502, "api_error")]
    [Kinds(Question.Messages, Trouble.TooLong, 400, "invalid_request_error")]
    [Kinds(Question.Messages, Trouble.Refused, 400, "invalid_request_error")]
    public async Task A_failure_before_the_first_piece_has_its_status_and_word_whether_a_stream_was_asked_for_or_not(string kind, string path, Trouble trouble, int status, string word)
    {
        foreach (var stream in (bool[])[false, true])
        {
            await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
            stage.One.OnAny().Answer(Enumerable.Repeat(Voice.Of(kind).Say(trouble), 4).ToArray());
            using var response = await stage.PostAsync(path, Question.Of(path, stream));
            var read = await response.Content.ReadAsStringAsync();
            Assert.Equal((status, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
            var error = JsonElement.Parse(read).GetProperty("error");
            Assert.Equal(word, error.GetProperty(path == Question.Messages ? "type" : "code").GetString());
            Assert.Empty(KeyMarker.FindInBytes(System.Text.Encoding.UTF8.GetBytes(read)));
        }
    }

    [Theory]
    [Kinds(Question.Chat, "[DONE]")]
    [Kinds(Question.Responses, "response.completed")]
    [Kinds(Question.Messages, "message_stop")]
    public async Task A_cut_stream_ends_with_an_error_and_never_as_a_whole_answer(string kind, string path, string end)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Words(50).CutAfter(6, CutKind.Reset));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("word2", read);
        Assert.Contains("error", read);
        Assert.DoesNotContain(end, read);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [InlineData("openai-responses", Question.Chat, "[DONE]"), InlineData("openai-responses", Question.Responses, "[DONE]"), InlineData("openai-responses", Question.Messages, "message_stop")]
    [InlineData("anthropic", Question.Chat, "[DONE]"), InlineData("anthropic", Question.Responses, "response.completed"), InlineData("anthropic", Question.Messages, "[DONE]")]
    public async Task A_stream_that_ends_by_the_done_of_another_wire_ends_with_an_error(string kind, string path, string end)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Events(kind == "anthropic" ? Message : Response));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("330 m", read);
        Assert.Contains("\"error\":{", read);
        Assert.DoesNotContain(end, read);
    }

    [Theory]
    [InlineData(Question.Chat, "[DONE]"), InlineData(Question.Responses, "response.completed"), InlineData(Question.Messages, "message_stop")]
    public async Task Half_a_tool_call_without_a_finish_reason_ends_with_an_error(string path, string end)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Events("""{"id":"c","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"look","arguments":"{\"a\":"}}]},"finish_reason":null}]}""", "[DONE]"));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
        var read = await response.Content.ReadAsStringAsync();
        Assert.Contains("look", read);
        Assert.Contains("\"error\":{", read);
        Assert.DoesNotContain(end, read);
    }

    [Theory]
    [InlineData("openai"), InlineData("openai-responses")]
    public async Task A_streamed_refusal_is_a_refusal_in_both_formats_that_have_one(string kind)
    {
        // The provider's own format is passed on; the other one is written from the pieces.
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Refusal(kind), Refusal(kind), Refusal(kind));
        var chat = await AskAsync(Question.Chat);
        Assert.Equal("I will not.", Joined(chat, item => item.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("refusal", out var refusal) ? refusal.GetString() : ""));
        Assert.Equal("", Joined(chat, item => item.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : ""));

        var events = await AskAsync(Question.Responses);
        Assert.Equal("I will not.", Joined(events, item => TypeOf(item) == "response.refusal.delta" ? item.GetProperty("delta").GetString() : ""));
        Assert.Equal("I will not.", Assert.Single(events, item => TypeOf(item) == "response.refusal.done").GetProperty("refusal").GetString());
        Assert.DoesNotContain(events, item => TypeOf(item).StartsWith("response.output_text", StringComparison.Ordinal));
        Assert.Equal("refusal", Assert.Single(events, item => TypeOf(item) == "response.content_part.added").GetProperty("part").GetProperty("type").GetString());
        var part = Assert.Single(Assert.Single(events, item => TypeOf(item) == "response.completed").GetProperty("response").GetProperty("output").EnumerateArray().ToArray()).GetProperty("content")[0];
        Assert.Equal(("refusal", "I will not."), (part.GetProperty("type").GetString(), part.GetProperty("refusal").GetString()));

        // Messages have no place for it.
        Assert.Equal("I will not.", Joined(await AskAsync(Question.Messages), item => TypeOf(item) == "content_block_delta" ? item.GetProperty("delta").GetProperty("text").GetString() : ""));

        async Task<JsonElement[]> AskAsync(string path)
        {
            using var response = await stage.PostAsync(path, Question.Of(path, stream: true));
            var lines = (await response.Content.ReadAsStringAsync()).Split('\n');
            return [.. lines.Where(line => line.StartsWith("data: {", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line[6..]))];
        }

        static string Joined(JsonElement[] events, Func<JsonElement, string?> text) => string.Concat(events.Select(text));

        static string TypeOf(JsonElement item) => item.GetProperty("type").GetString()!;
    }

    private static Reply Refusal(string kind) => Reply.Events(kind == "openai"
        ? [Refused("\"role\":\"assistant\",\"content\":null,\"refusal\":\"I will \"", "null"), Refused("\"refusal\":\"not.\"", "null"), Refused("", "\"stop\""), "[DONE]"]
        :
        [
            Response[0],
            Response[1],
            """{"type":"response.content_part.added","item_id":"m","output_index":0,"content_index":0,"part":{"type":"refusal","refusal":""}}""",
            """{"type":"response.refusal.delta","item_id":"m","output_index":0,"content_index":0,"delta":"I will "}""",
            """{"type":"response.refusal.delta","item_id":"m","output_index":0,"content_index":0,"delta":"not."}""",
            """{"type":"response.refusal.done","item_id":"m","output_index":0,"content_index":0,"refusal":"I will not."}""",
            """{"type":"response.completed","response":{"id":"r","object":"response","status":"completed","model":"alpha","output":[{"id":"m","type":"message","role":"assistant","status":"completed","content":[{"type":"refusal","refusal":"I will not."}]}],"usage":{"input_tokens":3,"output_tokens":4,"total_tokens":7}}}""",
        ]);

    private static string Refused(string delta, string finish) => $$$"""{"id":"c","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{ {{{delta}}} },"finish_reason":{{{finish}}}}]}""";

    [Theory]
    [Kinds("""{"type":"web_search"}""", "web_search")]
    [Kinds("""{"type":"namespace","name":"files","tools":[{"type":"function","name":"look","parameters":{"type":"object"}}]}""", "namespace")]
    [Kinds("""{"type":"custom","name":"patch"}""", "custom")]
    public async Task Tools_that_only_Responses_can_say_are_refused_by_name_or_passed_on_unchanged(string kind, string tool, string word)
    {
        var body = $$"""{"model":"alpha","input":"hi","tools":[{{tool}},{"type":"function","name":"see","parameters":{"type":"object"},"strict":false}]}""";
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Question.Responses, body);
        var read = await response.Content.ReadAsStringAsync();
        if (Voice.Of(kind).Kind == "openai-responses")
        {
            Assert.Equal((200, body), ((int)response.StatusCode, stage.One.Requests[0].Body));
            return;
        }

        Assert.Equal((400, 0), ((int)response.StatusCode, stage.One.CallCount + stage.Two.CallCount));
        var error = JsonElement.Parse(read).GetProperty("error");
        Assert.Equal("not_translatable", error.GetProperty("code").GetString());
        Assert.Contains($"a tool of the type '{word}'", error.GetProperty("message").GetString());
    }
}
