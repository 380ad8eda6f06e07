using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>Conversations with tools: reasoning goes back as it came, in its place, and to nobody else.</summary>
public sealed class ResponsesToolTests
{
    private const string Thought1 = """{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"Look\nfirst."}],"encrypted_content":"sealed-1==","status":null}""";
    private const string Thought2 = """{"id":"rs_2","type":"reasoning","summary":[],"encrypted_content":"sealed-2=="}""";
    private const string Thought3 = """{"type":"reasoning","id":"rs_3","summary":[],"content":[{"type":"reasoning_text","text":"Open thoughts."}]}""";

    [Theory, Modes]
    public async Task Reasoning_goes_back_in_its_order_as_it_was_received_over_several_turns(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(
            ResponseScript.Of(mode, Response(Thought1, Call("call_a", "look", """{\"n\":1}"""), Thought2, Call("call_b", "see", "{}"))),
            ResponseScript.Of(mode, Response(Message("Now I "), Thought3, Call("call_c", "look", """{\"n\":2}"""))),
            ResponseScript.Of(mode, Response(Message("330 m"))));
        var request = Stage.Question() with { Tools = [new ChatTool("look"), new ChatTool("see")] };
        var conversation = request.Messages.ToList();
        ChatResult result;
        for (var turn = 0; ; turn++)
        {
            result = (await stage.AskAsync(mode, request with { Messages = [.. conversation] })).Result;
            conversation.Add(result.Conversation[^1]);
            if (result.ToolCalls.Count == 0)
            {
                break;
            }

            conversation.AddRange(result.ToolCalls.Select(call => ChatMessage.Tool(call.Id, "seen " + call.Id)));
        }

        Assert.Equal("330 m", result.Content);
        Assert.Equal(
            $$"""
            {"type":"message","role":"user","content":"How high is the tower?"}
            {{Thought1}}
            {"type":"function_call","call_id":"call_a","name":"look","arguments":"{\"n\":1}"}
            {{Thought2}}
            {"type":"function_call","call_id":"call_b","name":"see","arguments":"{}"}
            {"type":"function_call_output","call_id":"call_a","output":"seen call_a"}
            {"type":"function_call_output","call_id":"call_b","output":"seen call_b"}
            {"type":"message","role":"assistant","content":"Now I "}
            {{Thought3}}
            {"type":"function_call","call_id":"call_c","name":"look","arguments":"{\"n\":2}"}
            {"type":"function_call_output","call_id":"call_c","output":"seen call_c"}
            """.ReplaceLineEndings("\n"),
            Items(stage.One.Requests[2]));
    }

    [Theory, Modes]
    public async Task Reasoning_goes_back_once_though_the_stream_gives_it_with_its_item_and_sealed_again_at_the_end(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        var atEnd = Thought1.Replace("sealed-1==", "sealed-again==", StringComparison.Ordinal);
        var call = Call("call_a", "look", "{}");
        var whole = Response(atEnd, call);
        stage.One.OnAny().Answer(
            mode == CallMode.Plain ? ResponseScript.Of(mode, whole) : ResponseScript.Events(
                """{"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[],"encrypted_content":"sealed-too-early"}}""",
                $$"""{"type":"response.output_item.done","output_index":0,"item":{{Thought1}}}""",
                $$"""{"type":"response.output_item.done","output_index":1,"item":{{call}}}""",
                $$"""{"type":"response.completed","response":{{whole}}}"""),
            Reply.Text("done"));
        await AnswerAsync(stage, mode);
        Assert.Equal([atEnd], Items(stage.One.Requests[1]).Split('\n').Where(item => item.Contains("\"reasoning\"", StringComparison.Ordinal)));
    }

    [Theory, Modes]
    public async Task Reasoning_that_only_an_item_of_the_stream_gave_goes_back_too(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        var call = Call("call_a", "look", "{}");
        stage.One.OnAny().Answer(
            mode == CallMode.Plain ? ResponseScript.Of(mode, Response(Thought2, call)) : ResponseScript.Events(
                $$"""{"type":"response.output_item.done","output_index":0,"item":{{Thought2}}}""",
                $$"""{"type":"response.output_item.done","output_index":1,"item":{{call}}}""",
                """{"type":"response.completed","response":{"status":"completed","output":[]}}"""),
            Reply.Text("done"));
        await AnswerAsync(stage, mode);
        Assert.Contains(Thought2 + "\n{\"type\":\"function_call\"", Items(stage.One.Requests[1]), StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task An_item_on_several_lines_goes_back_as_one(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        var lines = Thought2.Replace(",", ",\r\n  ", StringComparison.Ordinal);
        var response = Response(lines, Call("call_a", "look", "{}"));

        // The lines of an event each begin with "data:".
        stage.One.OnAny().Answer(
            mode == CallMode.Plain ? Reply.Json(200, response)
            : Reply.Json(200, $"event: response.completed\ndata: {{\"type\":\"response.completed\",\"response\":{response.Replace("\r\n", "\ndata: ", StringComparison.Ordinal)}}}\n\n").As("text/event-stream"),
            Reply.Text("done"));
        await AnswerAsync(stage, mode);
        var item = stage.One.Requests[1].Json!.Value.GetProperty("input")[1];
        Assert.Equal(("rs_2", "sealed-2=="), (item.GetProperty("id").GetString(), item.GetProperty("encrypted_content").GetString()));
    }

    [Theory]
    [Modes("""{"id":"rs_9","type":"reasoning","summary":[]}"""), Modes("""{"id":"rs_9","type":"reasoning","summary":[{"type":"summary_text","text":"x"}],"encrypted_content":null}""")]
    public async Task Reasoning_that_the_provider_kept_for_itself_does_not_go_back(CallMode mode, string thought)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(ResponseScript.Of(mode, Response(thought, Call("call_a", "look", "{}"))), Reply.Text("done"));
        await AnswerAsync(stage, mode);
        Assert.DoesNotContain("rs_9", stage.One.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory]
    [Modes("openai-responses"), Modes("openai")]
    public async Task Reasoning_of_one_target_never_reaches_another(CallMode mode, string other)
    {
        await using var stage = Stage.SameModel().Speaking("one", ResponseScript.Kind).Speaking("two", other);
        stage.One.OnAny().Answer(ResponseScript.Of(mode, Response(Thought1, Call("call_a", "look", "{}"))), Reply.Throttle("3600"));
        await AnswerAsync(stage, mode);
        var sent = Assert.Single(stage.Two.Requests).Body;
        Assert.DoesNotContain("sealed", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("rs_1", sent, StringComparison.Ordinal);
        Assert.Contains("call_a", sent, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Reasoning_of_another_model_of_the_same_provider_stays_behind_too(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(Reply.Text("done"));
        var kept = new ChatReasoning("x") { ProviderData = new ProviderData("one", "another", Thought1) };
        await stage.AskAsync(mode, WithTools(new ChatMessage("assistant", [kept, new ChatToolCall("call_a", "look", "{}")]), ChatMessage.Tool("call_a", "seen")));
        Assert.DoesNotContain("sealed", stage.One.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Reasoning_whose_call_is_left_out_is_left_out_with_it(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(Reply.Text("done"));
        var first = new ChatReasoning("") { ProviderData = new ProviderData("one", "alpha", Thought1) };
        var second = new ChatReasoning("") { ProviderData = new ProviderData("one", "alpha", Thought2) };
        await stage.AskAsync(mode, WithTools(
            new ChatMessage("assistant", [first, new ChatToolCall("call_x", "look", "{}"), second, new ChatToolCall("call_a", "look", "{}")]), ChatMessage.Tool("call_a", "seen")));
        Assert.Equal(["message", "reasoning", "function_call", "function_call_output", "message"], Kinds(stage.One.Requests[0]));
        Assert.DoesNotContain("sealed-1", stage.One.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Data_that_was_changed_elsewhere_is_left_out(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(Reply.Text("done"));
        var broken = new ChatReasoning("") { ProviderData = new ProviderData("one", "alpha", "{\"id\":\"rs_1\"\n[1]\n" + Thought2) };
        await stage.AskAsync(mode, WithTools(new ChatMessage("assistant", [broken, new ChatToolCall("call_a", "look", "{}")]), ChatMessage.Tool("call_a", "seen")));
        Assert.Equal(["message", "reasoning", "function_call", "function_call_output", "message"], Kinds(stage.One.Requests[0]));
    }

    [Theory, Modes]
    public async Task A_result_with_a_picture_goes_back_in_parts_and_long_ids_of_others_are_shortened_alike(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(Reply.Text("done"));
        var id = "call_" + new string('x', 200);
        var messages = new[]
        {
            new ChatMessage("assistant", [new ChatText("I look."), new ChatToolCall(id, "look", ""), new ChatToolCall("toolu_2", "look", """{"a":1}""")]),
            new ChatMessage("tool", [new ChatToolResult(id, [new ChatText("seen"), new ChatAttachment("a.png", "image/png", new byte[] { 1 })]), new ChatToolResult("toolu_2", "nothing")]),
        };
        await stage.AskAsync(mode, WithTools(messages));
        var input = stage.One.Requests[0].Json!.Value.GetProperty("input");
        var call = input[2].GetProperty("call_id").GetString()!;
        Assert.Equal((call, true), (input[4].GetProperty("call_id").GetString(), call.Length <= 64));
        Assert.Equal("""[{"type":"input_text","text":"seen"},{"type":"input_image","image_url":"data:image/png;base64,AQ==","detail":"auto"}]""", input[4].GetProperty("output").GetRawText());
        Assert.Equal(("{}", "toolu_2", "\"nothing\""), (input[2].GetProperty("arguments").GetString(), input[3].GetProperty("call_id").GetString(), input[5].GetProperty("output").GetRawText()));
    }

    private static ChatRequest WithTools(params ChatMessage[] messages) =>
        Stage.Question() with { Messages = [ChatMessage.User("How high?"), .. messages, ChatMessage.User("And now?")], Tools = [new ChatTool("look")] };

    private static async Task AnswerAsync(Stage stage, CallMode mode)
    {
        var request = Stage.Question() with { Tools = [new ChatTool("look")] };
        var first = (await stage.AskAsync(mode, request)).Result;
        _ = (await stage.AskAsync(mode, request with { Messages = [.. first.Conversation, ChatMessage.Tool("call_a", "seen")] })).Result;
    }

    private static string Items(RecordedRequest request) => string.Join('\n', request.Json!.Value.GetProperty("input").EnumerateArray().Select(item => item.GetRawText()));

    private static IEnumerable<string?> Kinds(RecordedRequest request) => request.Json!.Value.GetProperty("input").EnumerateArray().Select(item => item.GetProperty("type").GetString());

    private static string Response(params string[] items) => $$"""{"id":"resp_1","status":"completed","output":[{{string.Join(',', items)}}]}""";

    private static string Call(string id, string name, string arguments) => $$"""{"type":"function_call","id":"fc_{{id}}","call_id":"{{id}}","name":"{{name}}","arguments":"{{arguments}}"}""";

    private static string Message(string text) => $$$"""{"type":"message","role":"assistant","content":[{"type":"output_text","text":"{{{text}}}"}]}""";
}
