using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Anthropic;

/// <summary>What an answer is, whole and in events.</summary>
public sealed class AnswerTests
{
    private const string Text = """{"type":"text","text":"330 m, and the sheep 🐑 is small."}""";

    [Theory]
    [Modes("end_turn", "stop", 0)]
    [Modes("stop_sequence", "stop", 0)]
    [Modes("max_tokens", "length", 1)]
    [Modes("model_context_window_exceeded", "length", 2)]
    [Modes("pause_turn", "stop", 1)]
    [Modes("a_word_of_tomorrow", "a_word_of_tomorrow", 1)]
    public async Task A_stop_reason_has_its_meaning_and_its_warnings(CallMode mode, string said, string reason, int warnings)
    {
        var result = (await AskAsync(mode, new RawMessage(Text) { Ending = $$"""{"stop_reason":"{{said}}","stop_sequence":"END"}""" })).Result;
        Assert.Equal(("330 m, and the sheep 🐑 is small.", reason, said, warnings), (result.Content, result.FinishReason, result.FinishReasonRaw, result.Warnings.Count));
        Assert.Equal("\"END\"", result.Extra["stop_sequence"]);
    }

    [Theory, Modes]
    public async Task The_models_and_the_messages_names_and_the_counts_are_in_the_result(CallMode mode)
    {
        var result = (await AskAsync(mode, new RawMessage(Text))).Result;
        Assert.Equal(("claude-reported", "msg_1", 10L, 5L, false), (result.ModelReported, result.Id, result.Usage!.PromptTokens, result.Usage.CompletionTokens, result.Usage.Estimated));
    }

    [Theory]
    [Modes("""{"type":"refusal","category":"bio","explanation":"It could help to make a toxin."}""", "the model declined to answer: It could help to make a toxin. (bio)")]
    [Modes("""{"type":"refusal","category":"general_harms","explanation":null}""", "the model declined to answer: general_harms")]
    [Modes("""{"explanation":"No."}""", "the model declined to answer: No")]
    [Modes("null", "the model declined to answer")]
    [Modes("7", "the model declined to answer")]
    public async Task A_refusal_is_refused_with_the_providers_explanation_and_what_came_is_billed(CallMode mode, string details, string message)
    {
        foreach (var blocks in new[] { new[] { Text }, [] })
        {
            await using var stage = Stage.Chain().Speaking("anthropic");
            stage.One.OnAny().Answer(new RawMessage(blocks) { Ending = $$"""{"stop_reason":"refusal","stop_details":{{details}}}""" }.For(mode));
            var failure = (await stage.AskAsync(mode)).Failure;
            Assert.Equal((ErrorCode.ContentRefused, OutcomeKind.Refused, 0), (failure.Code, failure.Attempts[^1].Kind, stage.Two.CallCount));
            Assert.Contains(message, failure.Attempts[^1].Message, StringComparison.Ordinal);
            Assert.Equal(0.00002m, failure.Attempts[^1].Cost);
        }
    }

    [Theory, Modes]
    public async Task Texts_are_joined_and_thoughts_tool_calls_and_blocks_that_are_not_known_stand_apart(CallMode mode)
    {
        var asked = await AskAsync(mode, new RawMessage(
            """{"type":"thinking","thinking":"A tower, hm.","signature":"c2ln"}""",
            """{"type":"redacted_thinking","data":"aGlkZGVu"}""",
            """{"type":"text","text":"One "}""",
            """{"type":"a_block_of_tomorrow","text":"not shown","content":[{"type":"text","text":"nor this"}]}""",
            """{"type":"text","text":"two."}""",
            """{"type":"tool_use","id":"toolu_1","name":"look","input":{"where":"up","list":[1,{"a":"\"b\""}]}}""",
            """{"type":"tool_use","id":"toolu_2","name":"rest","input":{}}""")
        {
            Ending = """{"stop_reason":"tool_use"}""",
        });
        var result = asked.Result;
        Assert.Equal(("One two.", "A tower, hm.", "tool_calls"), (result.Content, result.Reasoning, result.FinishReason));
        Assert.Equal([("toolu_1", "look", """{"where":"up","list":[1,{"a":"\"b\""}]}"""), ("toolu_2", "rest", "{}")], result.ToolCalls.Select(call => (call.Id, call.Name, call.Arguments)));
        Assert.Equal(mode == CallMode.VisibleStream ? "One two." : "", asked.Shown);
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal(["look", "rest"], asked.Updates.Where(update => update.ToolCall is not null).Select(update => update.ToolCall!.Name).Distinct());
            Assert.Equal("""{"where":"up","list":[1,{"a":"\"b\""}]}""", string.Concat(asked.Updates.Where(update => update.ToolCall?.Id == "toolu_1").Select(update => update.ToolCall!.Arguments)));
        }
    }

    [Theory, Modes]
    public async Task Sources_are_kept_of_every_kind(CallMode mode)
    {
        var result = (await AskAsync(mode, new RawMessage(
            """
            {"type":"text","text":"330 m.","citations":[
            {"type":"web_search_result_location","url":"https://example.com/a","title":"A","cited_text":"It is 330 m.","encrypted_index":"x"},
            {"type":"char_location","cited_text":"330","document_index":0,"document_title":"tower.txt","start_char_index":3,"end_char_index":6},
            {"type":"page_location","cited_text":"p","document_index":0,"document_title":null,"start_page_number":1,"end_page_number":2},
            {"type":"search_result_location","source":"https://example.com/s","title":"S","cited_text":"q","search_result_index":0}]}
            """.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal)))).Result;
        Assert.Equal("330 m.", result.Content);
        Assert.Equal([("https://example.com/a", "A", "It is 330 m."), (null, "tower.txt", "330"), (null, null, "p"), ("https://example.com/s", "S", "q")], result.Citations.Select(source => ((string?)source.Url, (string?)source.Title, source.Quote)));
    }

    [Theory]
    [InlineData("members in another order")]
    [InlineData("no names of events")]
    [InlineData("no types in the data")]
    [InlineData("no stop of a block")]
    [InlineData("no stop of the message")]
    [InlineData("several last deltas")]
    [InlineData("numbers as texts")]
    [InlineData("side members of another type")]
    public async Task A_stream_is_read_however_its_events_are_put(string how)
    {
        const string Calls = """{"index":1,"content_block":{"input":{},"name":"look","id":"toolu_9","type":"tool_use"},"type":"content_block_start"}""";
        var usual = new RawMessage(Text, """{"type":"tool_use","id":"toolu_9","name":"look","input":{"a":1}}""") { Ending = """{"stop_reason":"tool_use"}""" }.Streamed;
        var events = how switch
        {
            "members in another order" => string.Concat(usual.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(item => item.Contains("toolu_9", StringComparison.Ordinal) ? $"data: {Calls}\nevent: content_block_start\n\n" : Turned(item))),
            "no names of events" => string.Join("\n", usual.Split('\n').Where(line => !line.StartsWith("event:", StringComparison.Ordinal))),
            "no types in the data" => System.Text.RegularExpressions.Regex.Replace(usual, "(data: \\{)\"type\":\"[a-z_]+\",?", "$1"),
            "no stop of a block" => Without(usual, "content_block_stop"),
            "no stop of the message" => Without(usual, "message_stop"),
            "several last deltas" => Without(Without(usual, "message_delta"), "message_stop") + RawMessage.Event("message_delta", ("delta", """{"stop_reason":"tool_use"}"""), ("usage", """{"output_tokens":3}"""))
                + RawMessage.Event("message_delta", ("delta", """{"stop_reason":null}"""), ("usage", """{"input_tokens":10,"output_tokens":5}""")) + RawMessage.Event("message_stop"),
            "numbers as texts" => usual.Replace("\"index\":1", "\"index\":\"1\"", StringComparison.Ordinal).Replace("\"input_tokens\":10", "\"input_tokens\":\"10\"", StringComparison.Ordinal),
            _ => usual.Replace("\"role\":\"assistant\"", "\"role\":[1],\"container\":true,\"context_management\":\"x\"", StringComparison.Ordinal).Replace("\"stop_reason\":null", "\"stop_reason\":{}", StringComparison.Ordinal),
        };
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(RawMessage.Events(events));
        var result = (await stage.AskAsync(CallMode.StreamedWire)).Result;
        Assert.Equal(("330 m, and the sheep 🐑 is small.", "tool_calls", 10L, 5L), (result.Content, result.FinishReason, result.Usage!.PromptTokens, result.Usage.CompletionTokens));
        Assert.Equal(("toolu_9", "look", """{"a":1}"""), result.ToolCalls.Select(call => (call.Id, call.Name, call.Arguments)).Single());
    }

    [Theory, Modes]
    public async Task The_end_of_the_message_ends_the_answer_although_the_connection_stays_open_and_no_time_passes(CallMode mode)
    {
        await using var stage = Stage.Alone(new WatchedClock()).Speaking("anthropic");
        stage.One.OnAny().Answer(Reply.Words(3).CutAfter(int.MaxValue, CutKind.Stalled));
        Assert.Equal("word1 word2 word3", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [InlineData("""{"content":[{"text":"Hello.","type":"text"}],"stop_reason":"end_turn"}""")]
    [InlineData("""{"type":"message","content":"Hello.","stop_reason":"end_turn"}""")]
    [InlineData("""{"stop_reason":"end_turn","usage":null,"content":[7,null,"Hello.",[1]],"id":8}""")]
    [InlineData("""{"content":{"type":"text","text":"Hello.","citations":"none"},"stop_reason":["x"],"usage":[1]}""")]
    [InlineData("""{"error":null,"content":[{"type":"text","text":"Hello.","citations":null},{"type":"thinking","thinking":5,"signature":[]},{"type":null}],"stop_reason":"end_turn"}""")]
    public async Task A_whole_message_is_read_with_members_missing_or_of_another_type(string body)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(Reply.Json(200, body));
        Assert.Equal("Hello.", (await stage.AskAsync(CallMode.Plain)).Result.Content);
    }

    [Fact]
    public async Task Half_a_character_is_joined_with_its_other_half_in_the_next_delta()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        var piece = (string text) => RawMessage.Event("content_block_delta", ("index", "0"), ("delta", $$"""{"type":"text_delta","text":"{{text}}"}"""));
        var thought = (string text) => RawMessage.Event("content_block_delta", ("index", "1"), ("delta", $$"""{"type":"thinking_delta","thinking":"{{text}}"}"""));
        stage.One.OnAny().Answer(RawMessage.Events(piece("a \\ud83d") + piece("\\udc11 b ") + thought("\\uD83D") + piece("\\ud83d") + thought("\\uDC11") + RawMessage.Event("message_delta", ("delta", """{"stop_reason":"end_turn"}""")) + RawMessage.Event("message_stop")));
        var result = (await stage.AskAsync(CallMode.VisibleStream)).Result;
        Assert.Equal(("a 🐑 b \uFFFD", "🐑"), (result.Content, result.Reasoning));
    }

    [Theory]
    [Modes("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_9"}""", OutcomeKind.Transient)]
    [Modes("""{"type":"error","error":{"type":"api_error","message":"Internal server error"}}""", OutcomeKind.Transient)]
    [Modes("""{"type":"error","error":{"type":"timeout_error","message":"Timed out"}}""", OutcomeKind.Transient)]
    [Modes("""{"type":"error","error":{"type":"rate_limit_error","message":"Too many"}}""", OutcomeKind.Throttled)]
    [Modes("""{"type":"error","error":{"type":"billing_error","message":"Pay first"}}""", OutcomeKind.OutOfMoney)]
    [Modes("""{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}""", OutcomeKind.BadCredential)]
    [Modes("""{"type":"error","error":{"type":"permission_error","message":"not allowed"}}""", OutcomeKind.Unfit)]
    [Modes("""{"type":"error","error":{"type":"not_found_error","message":"model: x"}}""", OutcomeKind.Unfit)]
    [Modes("""{"type":"error","error":{"type":"request_too_large","message":"Request exceeds the maximum size"}}""", OutcomeKind.TooLong)]
    [Modes("""{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 9 tokens > 8 maximum"}}""", OutcomeKind.TooLong)]
    [Modes("""{"type":"error","error":{"type":"invalid_request_error","message":"messages: at least one message is required"}}""", OutcomeKind.BadRequest)]
    [Modes("""{"type":"error","error":{"type":"an_error_of_tomorrow","message":"?"}}""", OutcomeKind.Malformed)]
    public async Task An_error_inside_a_200_is_judged_by_its_type(CallMode mode, string error, OutcomeKind kind)
    {
        await using var stage = Stage.Chain().Speaking("anthropic");
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Json(200, error) : RawMessage.Events(RawMessage.Event("message_start", ("message", """{"id":"m","usage":{"input_tokens":3,"output_tokens":1}}""")) + RawMessage.Event("ping") + $"event: error\ndata: {error}\n\n"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(kind, asked.Attempts[0].Kind);
        Assert.Equal("two", asked.Result.Provider);
    }

    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low to access the Anthropic API."}}""", OutcomeKind.OutOfMoney)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-12-01 at 00:00 UTC."}}""", OutcomeKind.OutOfMoney)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"You have reached your specified workspace API usage limits."}}""", OutcomeKind.OutOfMoney)]
    [InlineData(402, """{"type":"error","error":{"type":"billing_error","message":"x"}}""", OutcomeKind.OutOfMoney)]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"This organization has reached its limit.","details":{"error_code":"enforced_spend_limit_reached"}}}""", OutcomeKind.OutOfMoney)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 188240 + 21333 > 200000, decrease input length or `max_tokens` and try again"}}""", OutcomeKind.TooLong)]
    [InlineData(413, "<html><head><title>413 Request Entity Too Large</title></head></html>", OutcomeKind.TooLong)]
    [InlineData(409, """{"type":"error","error":{"type":"conflict_error","message":"x"}}""", OutcomeKind.Transient)]
    [InlineData(504, """{"type":"error","error":{"type":"timeout_error","message":"x"}}""", OutcomeKind.Transient)]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", OutcomeKind.Transient)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and \"output_config.effort\" to control thinking behavior."}}""", OutcomeKind.Unfit)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this model."}}""", OutcomeKind.Unfit)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"tool_choice: type \"tool\" and \"any\" are not supported for this model."}}""", OutcomeKind.Unfit)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"output_config: Extra inputs are not permitted"}}""", OutcomeKind.Unfit)]
    [InlineData(403, """{"type":"error","error":{"type":"permission_error","message":"x"}}""", OutcomeKind.Unfit)]
    public async Task A_status_and_its_words_are_judged_together(int status, string error, OutcomeKind kind)
    {
        await using var stage = Stage.Chain().Speaking("anthropic");
        stage.One.OnAny().Answer(Reply.Json(status, error));
        var asked = await stage.AskAsync(CallMode.Plain);
        Assert.Equal(kind, asked.Attempts[0].Kind);
        Assert.Equal("two", asked.Result.Provider);
    }

    [Fact]
    public async Task The_limits_in_the_headers_pace_the_next_call()
    {
        await using var stage = Stage.SameModel().Speaking("anthropic");
        var reset = DateTimeOffset.UtcNow.AddSeconds(40);
        stage.One.OnAny().Answer(Reply.Json(429, """{"type":"error","error":{"type":"rate_limit_error","message":"Too many"}}""")
            .WithHeader("anthropic-ratelimit-requests-limit", "50").WithHeader("anthropic-ratelimit-requests-remaining", "0")
            .WithHeader("anthropic-ratelimit-requests-reset", reset.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)));
        var asked = await stage.AskAsync(CallMode.Plain);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], asked.Kinds);
        await stage.AskAsync(CallMode.Plain);
        Assert.Equal((1, 2), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Fact]
    public async Task The_request_id_is_that_of_the_providers_header()
    {
        await using var stage = new Stage(["one/alpha"], [])
        {
            Handler = new FakeNetwork((_, _) =>
            {
                var response = FakeNetwork.Json(new RawMessage(Text).Whole);
                response.Headers.Add("request-id", "req_011");
                return Task.FromResult(response);
            }),
        }.Speaking("anthropic");
        Assert.Equal("req_011", (await stage.AskAsync(CallMode.Plain)).Result.RequestId);
    }

    private static async Task<Asked> AskAsync(CallMode mode, RawMessage message)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(message.For(mode));
        return await stage.AskAsync(mode);
    }

    private static string Without(string events, string type) => string.Concat(events.Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Where(item => !item.Contains($"event: {type}\n", StringComparison.Ordinal)).Select(item => item + "\n\n"));

    private static string Turned(string item)
    {
        var lines = item.Split('\n');
        var data = System.Text.Json.Nodes.JsonNode.Parse(lines[1]["data: ".Length..])!.AsObject();
        var turned = new System.Text.Json.Nodes.JsonObject(data.Reverse().Select(member => new System.Collections.Generic.KeyValuePair<string, System.Text.Json.Nodes.JsonNode?>(member.Key, member.Value?.DeepClone())));
        return $"{lines[0]}\ndata: {turned.ToJsonString()}\n\n";
    }
}
