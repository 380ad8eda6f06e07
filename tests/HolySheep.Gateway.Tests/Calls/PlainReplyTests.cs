using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Providers that give a plain reply in place of a stream, or within one: clients of the format would see no text in it.</summary>
public sealed class PlainReplyTests
{
    private const string ChatReply = """{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hello world"},"finish_reason":"stop"}],"usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";
    private const string ResponsesReply = """{"id":"r","object":"response","created_at":1,"status":"completed","model":"m","output":[{"type":"message","id":"msg","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hello world","annotations":[]}]}],"usage":{"input_tokens":3,"output_tokens":2,"total_tokens":5}}""";
    private const string MessagesReply = """{"id":"msg","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello world"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":2}}""";

    public static TheoryData<string, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string, string>();
            foreach (var (kind, path) in new[] { ("openai", Question.Chat), ("openai-responses", Question.Responses), ("anthropic", Question.Messages) })
            {
                foreach (var form in new[] { "an event", "JSON and the end of a stream", "JSON and a page", "JSON and JSON" })
                {
                    cases.Add(kind, path, form);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task A_plain_reply_in_place_of_a_stream_arrives_as_the_events_of_the_callers_format(string kind, string path, string form)
    {
        await using var stage = await GatewayStage.StartAsync(kind, chain: "[]");
        var plain = ReplyOf(path);
        stage.One.OnAny().Answer(form switch
        {
            "an event" => Reply.Events(path == Question.Chat ? [plain, "[DONE]"] : [plain]),
            "JSON and the end of a stream" => Reply.Json(200, plain + "\n\ndata: [DONE]\n\n"),
            "JSON and a page" => Reply.Json(200, plain + "\n<!-- served by a proxy -->\n"),
            _ => Reply.Json(200, plain + "{\"a\":1}"),
        });

        using var response = await stage.PostAsync(path, Question.Of(path, stream: true));

        Assert.Equal("Hello world", string.Concat(TextsOf(path, await response.Content.ReadAsStringAsync())));
    }

    [Fact]
    public async Task A_whole_message_after_pieces_that_it_goes_beyond_is_no_clean_end()
    {
        await using var stage = await GatewayStage.StartAsync("openai", chain: "[]");
        stage.One.OnAny().Answer(Reply.Events("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hello"}}]}""", ChatReply, "[DONE]"));

        using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, stream: true));
        var read = await response.Content.ReadAsStringAsync();

        Assert.Contains("\"error\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("[DONE]", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tool_calls", 502), InlineData("length", 200)]
    public async Task Half_the_arguments_of_a_call_are_no_input_for_a_program(string finish, int status)
    {
        await using var stage = await GatewayStage.StartAsync("openai", chain: "[]");
        stage.One.OnAny().Answer([.. System.Linq.Enumerable.Repeat(Reply.ToolCalls(("write", """{"path":"x.txt","content":"half""")).Finish(finish), 4)]);

        using var response = await stage.PostAsync(Question.Messages, Question.Of(Question.Messages, stream: false));
        var read = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain("tool_use\"", read, StringComparison.Ordinal);
        Assert.Contains(status == 200 ? "max_tokens" : "broke off the arguments", read, StringComparison.Ordinal);
    }

    private static string ReplyOf(string path) => path == Question.Chat ? ChatReply : path == Question.Responses ? ResponsesReply : MessagesReply;

    /// <summary>The texts that a client of the format shows as they come; fails if the stream does not end as the format ends.</summary>
    private static IEnumerable<string> TextsOf(string path, string stream)
    {
        Assert.Contains(path == Question.Chat ? "data: [DONE]" : path == Question.Responses ? "event: response.completed" : "event: message_stop", stream, StringComparison.Ordinal);
        foreach (var line in stream.Split('\n'))
        {
            if (!line.StartsWith("data: {", StringComparison.Ordinal))
            {
                continue;
            }

            var said = System.Text.Json.JsonElement.Parse(line[6..]);
            if (path == Question.Chat)
            {
                if (said.GetProperty("choices") is { } choices && choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("content", out var content) && content.GetString() is { } text)
                {
                    yield return text;
                }
            }
            else if (said.GetProperty("type").GetString() == "response.output_text.delta")
            {
                yield return said.GetProperty("delta").GetString()!;
            }
            else if (said.GetProperty("type").GetString() == "content_block_delta")
            {
                yield return said.GetProperty("delta").GetProperty("text").GetString()!;
            }
        }
    }
}
