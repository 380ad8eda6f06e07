using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.Streams;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls.Tools;

/// <summary>Conversations with tools go on over several turns, whole or streamed, at one target or the next.</summary>
public sealed class ToolConversationTests
{
    private static readonly ChatTool Weather = new("get_weather", "Tells the weather.", """{"type":"object","properties":{"city":{"type":"string"}}}""") { Strict = true };
    private static readonly ChatTool Clock = new("get_time");

    [Theory, Modes]
    public async Task Three_turns_with_tools_end_in_an_answer(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(
            Reply.ToolCalls(("get_weather", """{"city":"Hue"}"""), ("get_time", "{}")),
            Reply.ToolCalls(("get_weather", """{"city":"Hanoi"}""")),
            Reply.Text("Rain in both."));
        var request = Stage.Question("Where does it rain?") with { Tools = [Weather, Clock], ToolChoice = ChatToolChoice.Auto, ParallelToolCalls = true };

        var first = (await stage.AskAsync(mode, request)).Result;
        Assert.Equal(["get_weather", "get_time"], first.ToolCalls.Select(call => call.Name));
        var second = (await stage.AskAsync(mode, Answered(request, first, "rain", "noon"))).Result;
        var third = (await stage.AskAsync(mode, Answered(request, second, "rain too"))).Result;

        Assert.Equal("Rain in both.", third.Content);
        Assert.Equal(["user", "assistant", "tool", "tool", "assistant", "tool"], stage.One.Requests[2].Messages.Select(message => message.Role));
        Assert.Equal(["user", "assistant", "tool", "assistant", "tool", "assistant"], third.Conversation.Select(message => message.Role));
        Assert.Equal(
            """[{"role":"user","content":"Where does it rain?"},{"role":"assistant","content":null,"tool_calls":[{"id":"call_1","type":"function","function":{"name":"get_weather","arguments":"{\"city\":\"Hue\"}"}},{"id":"call_2","type":"function","function":{"name":"get_time","arguments":"{}"}}]},{"role":"tool","tool_call_id":"call_1","content":"rain"},{"role":"tool","tool_call_id":"call_2","content":"noon"}]""",
            Messages(stage.One, 1));
        Assert.Equal(
            """[{"type":"function","function":{"name":"get_weather","description":"Tells the weather.","parameters":{"type":"object","properties":{"city":{"type":"string"}}},"strict":true}},{"type":"function","function":{"name":"get_time","parameters":{"type":"object","properties":{}}}}]""",
            stage.One.Requests[2].Json!.Value.GetProperty("tools").GetRawText());
        Assert.True(stage.One.Requests[2].Json!.Value.GetProperty("parallel_tool_calls").GetBoolean());
    }

    [Fact]
    public async Task A_result_that_comes_later_in_the_conversation_follows_its_call()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("Rain."));
        var request = Stage.Question() with
        {
            Messages =
            [
                ChatMessage.User("Where does it rain?"),
                new ChatMessage("assistant", [new ChatToolCall("call_1", "get_time", "{}"), new ChatToolCall("call_2", "get_time", "{}")]),
                ChatMessage.Tool("call_1", "noon"),
                ChatMessage.User("Be quick."),
                ChatMessage.Tool("call_2", "one"),
            ],
            Tools = [Clock],
        };
        await stage.AskAsync(CallMode.Plain, request);
        Assert.Equal(["user", "assistant", "tool", "tool", "user"], stage.One.Requests[0].Messages.Select(message => message.Role));
    }

    [Theory]
    [InlineData(null, "\"auto\""), InlineData(ChatToolChoiceKind.None, "\"none\""), InlineData(ChatToolChoiceKind.Any, "\"required\""), InlineData(ChatToolChoiceKind.Named, """{"type":"function","function":{"name":"get_time"}}""")]
    public async Task A_tool_choice_goes_out_in_the_words_of_the_wire(ChatToolChoiceKind? kind, string json)
    {
        var choice = kind switch { ChatToolChoiceKind.None => ChatToolChoice.None, ChatToolChoiceKind.Any => ChatToolChoice.Any, ChatToolChoiceKind.Named => ChatToolChoice.Of("get_time"), _ => ChatToolChoice.Auto };
        await using var stage = Stage.Alone();
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { Tools = [Clock], ToolChoice = choice });
        Assert.Equal(json, stage.One.Requests[0].Json!.Value.GetProperty("tool_choice").GetRawText());
    }

    [Fact]
    public async Task A_stream_shows_its_tool_calls_in_pieces_that_join_to_the_calls()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("get_weather", """{"city":"Huế 🗼"}"""), ("get_time", "{}")));
        var asked = await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with { Tools = [Weather, Clock] });
        AssertShown(asked);
        Assert.True(asked.Updates.Count(update => update.Kind == ChatUpdateKind.ToolCall) >= 3);
    }

    [Theory]
    [InlineData("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}""", """{"index":0,"function":{"arguments":"{\"a\":1}"}}""")]
    [InlineData("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{}"}}""")]
    [InlineData("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\":\"\ud83d"}}""", """{"index":0,"function":{"arguments":"\ude00\"}"}}""")]
    [InlineData("""{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\":1}"}}""", """{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a\":1}"}}""")]
    public async Task Pieces_that_are_shown_join_to_the_arguments_whatever_a_server_does(params string[] pieces)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream([.. pieces.Select(piece => Wire.Delta($$"""{"tool_calls":[{{piece}}]}""")), Wire.Chunk(finish: "tool_calls"), Wire.Done]));
        AssertShown(await stage.AskAsync(CallMode.VisibleStream, Stage.Question() with { Tools = [new ChatTool("f")] }));
    }

    [Theory, Modes]
    public async Task A_conversation_with_tools_goes_on_at_the_next_target_without_the_reasoning_of_the_first(CallMode mode)
    {
        await using var stage = Stage.Chain();
        const string Thought = """{"reasoning_content":"secret thought","tool_calls":[{"index":0,"id":"c1","type":"function","function":{"name":"get_time","arguments":"{}"},"extra_content":{"google":{"thought_signature":"abc"}}}]}""";
        stage.One.OnAny().Answer(
            mode == CallMode.Plain ? Reply.Json(200, Wire.Completion(Thought, "tool_calls")) : Wire.Stream(Wire.Delta(Thought), Wire.Chunk(finish: "tool_calls"), Wire.Done),
            Reply.Status(500), Reply.Status(500), Reply.Status(500));
        stage.Two.OnAny().Answer(Reply.Text("Noon."));
        var request = Stage.Question("What time is it?") with { Tools = [Clock] };

        var first = (await stage.AskAsync(mode, request)).Result;
        var second = (await stage.AskAsync(mode, Answered(request, first, "12:00"))).Result;

        Assert.Equal(("Noon.", "two"), (second.Content, second.Provider));
        Assert.Contains("secret thought", stage.One.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("""reasoning_content":"secret thought""", stage.One.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains("""extra_content":{"google":{"thought_signature":"abc"}}""", stage.One.Requests[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", stage.Two.Requests[0].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("thought_signature", stage.Two.Requests[0].Body, StringComparison.Ordinal);
        Assert.Equal(["user", "assistant", "tool"], stage.Two.Requests[0].Messages.Select(message => message.Role));
    }

    [Theory, Modes]
    public async Task Details_of_reasoning_that_came_in_pieces_go_back_whole(CallMode mode)
    {
        const string Call = "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"get_time\",\"arguments\":\"{}\"}}]";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(
            mode == CallMode.Plain
                ? Reply.Json(200, Wire.Completion("""{"reasoning":"ab","reasoning_details":[{"type":"reasoning.text","text":"ab","index":0,"signature":"s"},{"type":"reasoning.encrypted","data":"x","index":1}],""" + Call + "}", "tool_calls"))
                : Wire.Stream(
                    Wire.Delta("""{"reasoning":"a","reasoning_details":[{"type":"reasoning.text","text":"a","index":0}]}"""), Wire.Delta("""{"reasoning":"b","reasoning_details":[{"type":"reasoning.text","text":"b","index":0,"signature":null}]}"""),
                    Wire.Delta("""{"reasoning_details":[{"type":"reasoning.text","signature":"s","index":0},{"type":"reasoning.encrypted","data":"x","index":1}],""" + Call + "}"), Wire.Chunk(finish: "tool_calls"), Wire.Done),
            Reply.Text("Noon."));
        var request = Stage.Question() with { Tools = [Clock] };
        var first = (await stage.AskAsync(mode, request)).Result;
        await stage.AskAsync(mode, Answered(request, first, "12:00"));

        var details = JsonDocument.Parse(stage.One.Requests[1].Body).RootElement.GetProperty("messages")[1].GetProperty("reasoning_details");
        Assert.Equal(2, details.GetArrayLength());
        Assert.Equal(("ab", "s", "x"), (details[0].GetProperty("text").GetString(), details[0].GetProperty("signature").GetString(), details[1].GetProperty("data").GetString()));
    }

    [Theory, Modes]
    public async Task Details_with_half_characters_and_members_of_any_kind_go_back_as_they_came(CallMode mode)
    {
        const string Call = "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"get_time\",\"arguments\":\"{}\"}}]";
        const string First = """{"type":"reasoning.text","index":0,"text":"a \ud83d","\ud800":1,"extra":{"odd":"\udc00"},"n":1.50}""";
        const string Second = """{"type":"reasoning.text","index":0,"text":"\udc11 b"}""";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(
            mode == CallMode.Plain
                ? Reply.Json(200, Wire.Completion("{\"reasoning\":\"a\",\"reasoning_details\":[" + First + "," + Second + "]," + Call + "}", "tool_calls"))
                : Wire.Stream(
                    Wire.Delta("{\"reasoning\":\"a\",\"reasoning_details\":[" + First + "]}"), Wire.Delta("{\"reasoning_details\":[" + Second + "]," + Call + "}"), Wire.Chunk(finish: "tool_calls"), Wire.Done),
            Reply.Text("Noon."));
        var request = Stage.Question() with { Tools = [Clock] };
        var first = (await stage.AskAsync(mode, request)).Result;
        Assert.Equal("Noon.", (await stage.AskAsync(mode, Answered(request, first, "12:00"))).Result.Content);

        Assert.Contains("""reasoning_details":[{"type":"reasoning.text","index":0,"text":"a \ud83d\udc11 b","extra":{"odd":"\udc00"},"n":1.50}]""", stage.One.Requests[1].Body, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_picture_in_the_result_of_a_tool_follows_it_as_a_message_of_the_user(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("get_time", "{}"), ("get_time", """{"zone":1}""")), Reply.Text("A tower."));
        var request = Stage.Question() with { Tools = [Clock] };
        var first = (await stage.AskAsync(mode, request)).Result;
        await stage.AskAsync(mode, request with
        {
            Messages =
            [
                .. first.Conversation,
                ChatMessage.Tool(new ChatToolResult("call_1", [new ChatText("see"), new ChatAttachment("a.png", "image/png", new byte[] { 1 })]), new ChatToolResult("call_2", "none")),
            ],
        });
        var sent = stage.One.Requests[1];
        Assert.Equal([("tool", "see"), ("tool", "none")], sent.Messages.Skip(2).Take(2));
        Assert.Equal("user", sent.Messages[4].Role);
        Assert.Contains("data:image/png;base64,AQ==", sent.Body, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_tool_call_without_a_result_is_left_out_with_a_warning(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("get_weather", "{}"), ("get_time", "{}")), Reply.Text("Fine."));
        var request = Stage.Question() with { Tools = [Weather, Clock] };
        var first = (await stage.AskAsync(mode, request)).Result;
        var second = (await stage.AskAsync(mode, request with { Messages = [.. first.Conversation, ChatMessage.Tool("call_2", "noon"), ChatMessage.User("Go on.")] })).Result;

        Assert.Equal(["user", "assistant", "tool", "user"], stage.One.Requests[1].Messages.Select(message => message.Role));
        Assert.DoesNotContain("call_1", stage.One.Requests[1].Body, StringComparison.Ordinal);
        Assert.Contains(second.Warnings, warning => warning.Contains("get_weather", StringComparison.Ordinal) && !warning.Contains("get_time", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ids_that_a_provider_gives_in_every_turn_again_belong_to_their_own_turn()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("get_time", "{}")), Reply.ToolCalls(("get_time", "{}")), Reply.Text("Fine."));
        var request = Stage.Question() with { Tools = [Clock] };
        var first = (await stage.AskAsync(CallMode.Plain, request)).Result;
        var second = (await stage.AskAsync(CallMode.Plain, Answered(request, first, "noon"))).Result;
        await stage.AskAsync(CallMode.Plain, request with { Messages = [.. second.Conversation, ChatMessage.User("Never mind.")] });
        Assert.Equal(["user", "assistant", "tool", "user"], stage.One.Requests[2].Messages.Select(message => message.Role));
    }

    [Fact]
    public async Task Calls_without_ids_get_the_ids_of_their_results()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Wire.Completion("""{"tool_calls":[{"function":{"name":"get_time","arguments":"{}"}},{"function":{"name":"get_time","arguments":"{\"zone\":1}"}}]}""", "tool_calls")), Reply.Text("Fine."));
        var request = Stage.Question() with { Tools = [Clock] };
        var first = (await stage.AskAsync(CallMode.Plain, request)).Result;
        await stage.AskAsync(CallMode.Plain, Answered(request, first, "noon", "one"));
        var messages = stage.One.Requests[1].Json!.Value.GetProperty("messages");
        var ids = messages[1].GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()).ToList();
        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(ids, new[] { messages[2], messages[3] }.Select(result => result.GetProperty("tool_call_id").GetString()));
    }

    [Theory]
    [InlineData("a b", "{}", "cannot be sent"), InlineData("", "{}", "cannot be sent"), InlineData("f", "[]", "not a JSON object"), InlineData("get_time", "{}", "Two tools")]
    public void A_tool_that_cannot_be_sent_is_refused(string name, string parameters, string fault) =>
        Assert.Contains(fault, ChatRequestRules.FindFault(Stage.Question() with { Tools = [Clock, new ChatTool(name, null, parameters)] })!.Value.Message, StringComparison.Ordinal);

    [Fact]
    public void A_choice_of_a_tool_that_is_not_offered_and_a_result_without_its_call_are_refused()
    {
        Assert.NotNull(ChatRequestRules.FindFault(Stage.Question() with { Tools = [Clock], ToolChoice = ChatToolChoice.Of("other") }));
        Assert.NotNull(ChatRequestRules.FindFault(Stage.Question() with { ToolChoice = ChatToolChoice.Any }));
        Assert.Contains("'c9'", ChatRequestRules.FindFault(Stage.Question() with { Messages = [ChatMessage.User("a"), ChatMessage.Tool("c9", "b")] })!.Value.Message, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Members_that_only_this_provider_sends_stay_reachable(CallMode mode)
    {
        const string Note = """{"content":"It is high.","annotations":[{"type":"url_citation","url_citation":{"url":"https://a.example","title":"A","start_index":0,"end_index":5}}]}""";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(mode == CallMode.Plain
            ? Reply.Json(200, """{"system_fingerprint":"fp","service_tier":null,"x":{},"deep":{"a":[1]},""" + Wire.Completion(Note, "eos")[1..])
            : Wire.Stream(Wire.Delta(Note), Wire.Event("""{"system_fingerprint":"fp","deep":{"a":[1]},"choices":[{"index":0,"delta":{},"finish_reason":"eos"}]}"""), Wire.Done));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("stop", "eos"), (result.FinishReason, result.FinishReasonRaw));
        Assert.Equal([("deep", """{"a":[1]}"""), ("system_fingerprint", "\"fp\"")], result.Extra.OrderBy(member => member.Key).Select(member => (member.Key, member.Value)));
        Assert.Equal(new ChatCitation("https://a.example", "A") { Start = 0, End = 5 }, Assert.Single(result.Citations));
    }

    private static void AssertShown(Asked asked)
    {
        var shown = asked.Updates.Where(update => update.ToolCall is not null).GroupBy(update => update.ToolCall!.Index)
            .Select(call => (call.Last().ToolCall!.Name, string.Concat(call.Select(update => update.ToolCall!.Arguments))));
        Assert.Equal(asked.Result.ToolCalls.Select(call => (call.Name, call.Arguments)), shown);
    }

    private static ChatRequest Answered(ChatRequest request, ChatResult result, params string[] answers) => request with
    {
        Messages = [.. result.Conversation, ChatMessage.Tool([.. result.ToolCalls.Zip(answers, (call, answer) => new ChatToolResult(call.Id, answer))])],
    };

    private static string Messages(ScriptedProvider provider, int request) => provider.Requests[request].Json!.Value.GetProperty("messages").GetRawText();
}
