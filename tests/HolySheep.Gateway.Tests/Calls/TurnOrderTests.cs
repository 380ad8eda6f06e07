using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>A turn goes back to its provider in the order in which the model wrote it, also through a client of another protocol: providers refuse a turn whose reasoning stands elsewhere.</summary>
public sealed class TurnOrderTests
{
    private static readonly string[] Blocks =
    [
        """{"type":"thinking","thinking":"first","signature":"SIG_A"}""",
        """{"type":"redacted_thinking","data":"RED_A"}""",
        """{"type":"text","text":"Part one."}""",
        """{"type":"redacted_thinking","data":"RED_B"}""",
        """{"type":"text","text":"Part two."}""",
        """{"type":"thinking","thinking":"second","signature":"SIG_B"}""",
        """{"type":"thinking","thinking":"third","signature":"SIG_C"}""",
        """{"type":"tool_use","id":"toolu_1","name":"look","input":{"city":"a"}}""",
        """{"type":"redacted_thinking","data":"RED_C"}""",
        """{"type":"tool_use","id":"toolu_2","name":"look","input":{"city":"b"}}""",
    ];

    private static readonly string[] Items =
    [
        """{"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"ENC_1"}""",
        """{"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Part one.","annotations":[]}]}""",
        """{"id":"rs_2","type":"reasoning","summary":[{"type":"summary_text","text":"s2"}],"encrypted_content":"ENC_2"}""",
        """{"id":"fc_1","type":"function_call","status":"completed","call_id":"call_1","name":"look","arguments":"{\"city\":\"a\"}"}""",
        """{"id":"rs_3","type":"reasoning","summary":[],"encrypted_content":"ENC_3"}""",
        """{"id":"fc_2","type":"function_call","status":"completed","call_id":"call_2","name":"look","arguments":"{\"city\":\"b\"}"}""",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hidden_thoughts_of_Messages_keep_their_place_through_a_client_of_Responses(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(stream ? Streamed(Blocks) : Whole(Blocks), Reply.Text("done"));
        using var response = await stage.PostAsync(Question.Responses, Turns.Ask(Question.Responses, stream));
        using var next = await stage.PostAsync(Question.Responses, Turns.GoOn(Question.Responses, await Turns.KeepAsync(response, Question.Responses)));
        Assert.Equal(200, (int)next.StatusCode);
        Assert.Equal(string.Join("\n", Blocks), string.Join("\n", SentBlocks(stage)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Items_of_reasoning_keep_their_place_through_a_client_of_Messages(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(stream ? StreamedItems() : WholeItems(), Reply.Text("done"));
        using var response = await stage.PostAsync(Question.Messages, Turns.Ask(Question.Messages, stream));
        using var next = await stage.PostAsync(Question.Messages, Turns.GoOn(Question.Messages, await Turns.KeepAsync(response, Question.Messages)));
        Assert.Equal(200, (int)next.StatusCode);
        Assert.Equal(["rs_1", "message", "rs_2", "call_1", "rs_3", "call_2"], SentItems(stage));
    }

    [Theory]
    [InlineData("call_1", "rs_1 message rs_2 rs_3 call_2")]
    [InlineData("call_2", "rs_1 message rs_2 call_1")]
    public async Task Reasoning_is_left_out_with_the_call_that_a_client_left_out(string left, string expected)
    {
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(WholeItems(), Reply.Text("done"));
        using var response = await stage.PostAsync(Question.Messages, Turns.Ask(Question.Messages, stream: false));
        var kept = await Turns.KeepAsync(response, Question.Messages);
        kept.Remove(kept.Single(block => block!["id"]?.GetValue<string>() == left));
        using var next = await stage.PostAsync(Question.Messages, Turns.GoOn(Question.Messages, kept));
        Assert.Equal(200, (int)next.StatusCode);
        Assert.Equal(expected, string.Join(" ", SentItems(stage)));
    }

    [Fact]
    public async Task A_mark_of_an_earlier_version_still_gives_its_reasoning_back()
    {
        var mark = "hs1." + System.Buffers.Text.Base64Url.EncodeToString("""[["h1","one","alpha","{\"id\":\"rs_1\",\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"ENC_1\"}"]]"""u8);
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        stage.One.OnAny().Answer(Reply.Text("done"));
        var kept = JsonNode.Parse($$"""[{"type":"tool_use","id":"call_1","name":"look","input":{} },{"type":"redacted_thinking","data":"{{mark}}"}]""")!.AsArray();
        using var next = await stage.PostAsync(Question.Messages, Turns.GoOn(Question.Messages, kept));
        Assert.Equal(200, (int)next.StatusCode);
        Assert.Equal(["rs_1", "call_1"], SentItems(stage));
    }

    private static string[] SentBlocks(GatewayStage stage) =>
        [.. JsonNode.Parse(stage.One.Requests[^1].Body)!["messages"]![1]!["content"]!.AsArray().Select(block => block!.ToJsonString())];

    private static string[] SentItems(GatewayStage stage) =>
        [.. JsonNode.Parse(stage.One.Requests[^1].Body)!["input"]!.AsArray().Skip(1).Where(item => item!["output"] is null).Select(item => (item!["call_id"] ?? item["id"] ?? item["type"])!.GetValue<string>())];

    private static Reply Whole(string[] blocks) =>
        Reply.Json(200, $$"""{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[{{string.Join(",", blocks)}}],"stop_reason":"tool_use","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1} }""");

    private static Reply Streamed(string[] blocks)
    {
        var events = new List<string> { """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"usage":{"input_tokens":3,"output_tokens":1}}}""" };
        for (var index = 0; index < blocks.Length; index++)
        {
            var block = JsonNode.Parse(blocks[index])!.AsObject();
            var deltas = new List<string>();
            foreach (var (name, type, member) in new[] { ("text", "text_delta", "text"), ("thinking", "thinking_delta", "thinking"), ("signature", "signature_delta", "signature"), ("input", "input_json_delta", "partial_json") })
            {
                if (block[name] is { } value)
                {
                    deltas.Add(new JsonObject { ["type"] = type, [member] = name == "input" ? value.ToJsonString() : value.GetValue<string>() }.ToJsonString());
                    block[name] = name == "input" ? new JsonObject() : "";
                }
            }

            events.Add($$"""{"type":"content_block_start","index":{{index}},"content_block":{{block.ToJsonString()}}}""");
            events.AddRange(deltas.Select(delta => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}"""));
            events.Add($$"""{"type":"content_block_stop","index":{{index}}}""");
        }

        return Reply.Events([.. events, """{"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"output_tokens":9}}""", """{"type":"message_stop"}"""]);
    }

    private static Reply WholeItems() => Reply.Json(200, Response("completed", string.Join(",", Items)));

    private static Reply StreamedItems() => Reply.Events([
        $$"""{"type":"response.created","response":{{Response("in_progress", "")}}}""",
        .. Items.SelectMany((item, index) => (string[])
        [
            $$"""{"type":"response.output_item.added","output_index":{{index}},"item":{{item}}}""",
            $$"""{"type":"response.output_item.done","output_index":{{index}},"item":{{item}}}""",
        ]),
        $$"""{"type":"response.completed","response":{{Response("completed", string.Join(",", Items))}}}""",
    ]);

    private static string Response(string status, string items) => $$"""{"id":"resp_1","object":"response","created_at":1,"status":"{{status}}","model":"alpha","output":[{{items}}],"usage":{"input_tokens":3,"output_tokens":1,"total_tokens":4} }""";
}
