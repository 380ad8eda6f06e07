using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Anthropic;

/// <summary>Conversations with tools: what goes back, in which order, and to whom.</summary>
public sealed class ToolConversationTests
{
    private static readonly ChatTool[] Tools = [new("look"), new("rest")];

    private static readonly RawMessage First = new(
        """{"type":"thinking","thinking":"I should look twice.","signature":"c2lnMQ=="}""",
        """{"type":"redacted_thinking","data":"aGlkZGVuMQ=="}""",
        """{"type":"text","text":"Let me look."}""",
        """{"type":"tool_use","id":"toolu_01","name":"look","input":{"where":"up"}}""",
        """{"type":"thinking","thinking":"And down.","signature":"c2lnMg+/"}""",
        """{"type":"tool_use","id":"toolu_02","name":"look","input":{}}""")
    {
        Ending = """{"stop_reason":"tool_use"}""",
    };

    [Theory, Modes]
    public async Task Thoughts_go_back_unchanged_and_in_their_order_between_what_they_preceded(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(
            First.For(mode),
            new RawMessage("""{"type":"thinking","thinking":"","signature":"c2lnMw=="}""", """{"type":"tool_use","id":"toolu_03","name":"rest","input":{"for":[1,2.50]}}""") { Ending = """{"stop_reason":"tool_use"}""" }.For(mode),
            new RawMessage("""{"type":"text","text":"It is 330 m."}""").For(mode),
            new RawMessage("""{"type":"text","text":"Bye."}""").For(mode));
        var request = new ChatRequest { Messages = [ChatMessage.User("How high?")], Tools = Tools };

        var result = (await stage.AskAsync(mode, request)).Result;
        request = request with { Messages = [.. result.Conversation, ChatMessage.Tool(new ChatToolResult("toolu_02", "grass") { IsError = true }, new ChatToolResult("toolu_01", "sky")), ChatMessage.User("Hurry.")] };
        result = (await stage.AskAsync(mode, request)).Result;
        request = request with { Messages = [.. result.Conversation, ChatMessage.Tool("toolu_03", " ")] };
        result = (await stage.AskAsync(mode, request)).Result;
        await stage.AskAsync(mode, request with { Messages = [.. result.Conversation, ChatMessage.User("Thanks.")] });

        Assert.Equal(
            """
            [{"role":"user","content":"How high?"},
            {"role":"assistant","content":[
            {"type":"thinking","thinking":"I should look twice.","signature":"c2lnMQ=="},
            {"type":"redacted_thinking","data":"aGlkZGVuMQ=="},
            {"type":"text","text":"Let me look."},
            {"type":"tool_use","id":"toolu_01","name":"look","input":{"where":"up"}},
            {"type":"thinking","thinking":"And down.","signature":"c2lnMg+/"},
            {"type":"tool_use","id":"toolu_02","name":"look","input":{}}]},
            {"role":"user","content":[
            {"type":"tool_result","tool_use_id":"toolu_02","content":"grass","is_error":true},
            {"type":"tool_result","tool_use_id":"toolu_01","content":"sky"},
            {"type":"text","text":"Hurry."}]},
            {"role":"assistant","content":[
            {"type":"thinking","thinking":"","signature":"c2lnMw=="},
            {"type":"tool_use","id":"toolu_03","name":"rest","input":{"for":[1,2.50]}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_03"}]},
            {"role":"assistant","content":"It is 330 m."},
            {"role":"user","content":"Thanks."}]
            """.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
            stage.One.Requests[^1].Json!.Value.GetProperty("messages").GetRawText());
        for (var turn = 1; turn < stage.One.Requests.Count; turn++)
        {
            // The prefix of a conversation stays the same to the byte, so that the provider's cache can be used.
            Assert.StartsWith(Messages(stage.One.Requests[turn - 1])[..^1], Messages(stage.One.Requests[turn]), StringComparison.Ordinal);
        }
    }

    [Theory, Modes]
    public async Task Blocks_of_the_providers_own_tools_go_back_as_they_came(CallMode mode)
    {
        const string Use = """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"tower  height"},"caller":{"type":"direct"}}""";
        const string Found = """{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://example.com","title":"T\nü","encrypted_content":"Zm91bmQ="}]}""";
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(new RawMessage("""{"type":"text","text":"I search."}""", Use, Found, """{"type":"text","text":"It is "}""") { Ending = """{"stop_reason":"pause_turn"}""" }.For(mode), new RawMessage("""{"type":"text","text":"330 m."}""").For(mode));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("I search.It is ", asked.Result.Content);
        Assert.Empty(asked.Result.ToolCalls);
        Assert.DoesNotContain(asked.Updates, update => update.ToolCall is not null);

        await stage.AskAsync(mode, new ChatRequest { Messages = asked.Result.Conversation });
        Assert.Equal(
            $$$"""[{"role":"user","content":"How high is the tower?"},{"role":"assistant","content":[{"type":"text","text":"I search."},{{{Use}}},{{{Found}}},{"type":"text","text":"It is"}]}]""",
            Messages(stage.One.Requests[^1]));
    }

    [Fact]
    public async Task Half_a_character_in_such_a_block_ends_no_conversation()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        string[] events =
        [
            """{"type":"message_start","message":{"id":"m","model":"alpha","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{}}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"{\"query\":\"\\ud83d\",\"\\ud83d\":1}"}}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"It is 330 m."}}""",
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":9}}""",
            """{"type":"message_stop"}""",
        ];
        stage.One.OnAny().Answer(Reply.Json(200, string.Concat(events.Select(data => $"event: {JsonElement.Parse(data).GetProperty("type").GetString()}\ndata: {data}\n\n"))).As("text/event-stream"), Reply.Text("Yes."));
        var asked = await stage.AskAsync(CallMode.StreamedWire);
        Assert.Equal("It is 330 m.", asked.Result.Content);
        Assert.Equal("Yes.", (await stage.AskAsync(CallMode.Plain, new ChatRequest { Messages = [.. asked.Result.Conversation, ChatMessage.User("Sure?")] })).Result.Content);
        Assert.Contains("srvtoolu_1", stage.One.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_call_made_by_the_providers_own_code_goes_back_with_its_caller(CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(
            new RawMessage("""{"type":"tool_use","id":"toolu_1","name":"look","input":{},"caller":{"type":"direct"}}""", """{"type":"tool_use","id":"toolu_2","name":"rest","input":{},"caller":{"type":"code_execution_20260120","tool_id":"srvtoolu_1"}}""") { Ending = """{"stop_reason":"tool_use"}""" }.For(mode),
            Reply.Text("330 m."));
        var result = (await stage.AskAsync(mode, new ChatRequest { Messages = [ChatMessage.User("How high?")], Tools = Tools })).Result;
        await stage.AskAsync(mode, new ChatRequest { Messages = [.. result.Conversation, ChatMessage.Tool(new ChatToolResult("toolu_1", "a"), new ChatToolResult("toolu_2", "b"))], Tools = Tools });
        Assert.Contains("""[{"type":"tool_use","id":"toolu_1","name":"look","input":{}},{"type":"tool_use","id":"toolu_2","name":"rest","input":{},"caller":{"type":"code_execution_20260120","tool_id":"srvtoolu_1"}}]""", stage.One.Requests[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_paused_in_the_providers_tools_goes_back_as_it_is()
    {
        const string Use = """{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"tower"}}""";
        const string Thought = """{"type":"thinking","thinking":"I search.","signature":"c2ln"}""";
        await using var stage = new Stage(["one/claude-opus-4-8"], []).Speaking("anthropic");
        stage.One.OnAny().Answer(new RawMessage(Thought, """{"type":"text","text":"I search."}""", Use) { Ending = """{"stop_reason":"pause_turn"}""" }.For(CallMode.StreamedWire), Reply.Text("330 m."));
        var result = (await stage.AskAsync(CallMode.StreamedWire)).Result;
        result = (await stage.AskAsync(CallMode.Plain, new ChatRequest { Messages = result.Conversation })).Result;
        Assert.Empty(result.Warnings);
        Assert.EndsWith($$$"""{"role":"assistant","content":[{{{Thought}}},{"type":"text","text":"I search."},{{{Use}}}]}]""", Messages(stage.One.Requests[^1]), StringComparison.Ordinal);
    }

    [Theory]
    [Modes("another model")]
    [Modes("another provider")]
    [Modes("another wire")]
    public async Task Nothing_that_is_signed_or_hidden_goes_to_another_target(CallMode mode, string where)
    {
        await using var stage = new Stage(["one/alpha"], []).Speaking("anthropic");
        if (where == "another wire")
        {
            stage.Speaking("two", "openai");
        }

        stage.One.OnAny().Answer(First.For(mode), Reply.Text("330 m."));
        stage.Two.OnAny().Answer(Reply.Text("330 m."));
        var result = (await stage.AskAsync(mode, new ChatRequest { Messages = [ChatMessage.User("How high?")], Tools = Tools })).Result;
        var next = new ChatRequest { Model = where == "another model" ? "one/beta" : "two/alpha", Messages = [.. result.Conversation, ChatMessage.Tool(new ChatToolResult("toolu_01", "sky"), new ChatToolResult("toolu_02", "grass"))], Tools = Tools };
        Assert.Equal("330 m.", (await stage.AskAsync(mode, next)).Result.Content);

        var sent = (where == "another model" ? stage.One : stage.Two).Requests[^1].Body;
        Assert.DoesNotContain("c2ln", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("aGlkZGVu", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("thinking", sent, StringComparison.Ordinal);
        Assert.Contains("toolu_01", sent, StringComparison.Ordinal);
        Assert.Contains("Let me look.", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_survives_json_with_what_the_provider_wants_back()
    {
        await using var stage = Stage.Alone().Speaking("anthropic");
        stage.One.OnAny().Answer(First.For(CallMode.Plain));
        var result = (await stage.AskAsync(CallMode.Plain, new ChatRequest { Messages = [ChatMessage.User("How high?")], Tools = Tools })).Result;
        var assistant = result.Conversation[^1];
        using var buffer = new System.IO.MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            PartJson.Write(writer, assistant.Parts);
        }

        Assert.Equal(assistant.Parts, PartJson.Read(JsonElement.Parse(buffer.ToArray())));
    }

    [Fact]
    public void Ids_of_other_providers_are_made_ones_that_are_allowed_and_unique_and_results_find_their_calls()
    {
        var sent = SentRequest.Of(new ChatRequest
        {
            Tools = Tools,
            Messages =
            [
                ChatMessage.User("Go."),
                new ChatMessage("assistant", [new ChatToolCall("functions.look:0", "look", """{"a":1}"""), new ChatToolCall("", "rest", "")]),
                ChatMessage.Tool(new ChatToolResult("", "rested"), new ChatToolResult("functions.look:0", "seen")),
                new ChatMessage("assistant", [new ChatToolCall("functions.look:0", "look", "not json"), new ChatToolCall("functions_look_0", "look", "[1]")]),
                ChatMessage.User("Wait."),
                ChatMessage.Tool("functions_look_0", "second"),
                ChatMessage.Tool("functions.look:0", "first"),
            ],
        });
        Assert.Equal(
            """
            [{"role":"user","content":"Go."},
            {"role":"assistant","content":[{"type":"tool_use","id":"functions_look_0","name":"look","input":{"a":1}},{"type":"tool_use","id":"call","name":"rest","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"call","content":"rested"},{"type":"tool_result","tool_use_id":"functions_look_0","content":"seen"}]},
            {"role":"assistant","content":[{"type":"tool_use","id":"functions_look_0_2","name":"look","input":{"arguments":"not json"}},{"type":"tool_use","id":"functions_look_0_3","name":"look","input":{"arguments":"[1]"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"functions_look_0_3","content":"second"},{"type":"tool_result","tool_use_id":"functions_look_0_2","content":"first"},{"type":"text","text":"Wait."}]}]
            """.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
            sent.Member("messages"));
    }

    [Fact]
    public void A_result_that_comes_late_stands_right_after_its_call_and_calls_without_one_are_left_out()
    {
        var sent = SentRequest.Of(new ChatRequest
        {
            Tools = Tools,
            Messages =
            [
                ChatMessage.User("Go."),
                new ChatMessage("assistant", [new ChatText("I look."), new ChatToolCall("a", "look", "{}"), new ChatToolCall("b", "rest", "{}")]),
                ChatMessage.User("Wait."),
                ChatMessage.Assistant("I wait."),
                new ChatMessage("tool", [new ChatToolResult("a", [new ChatText("seen"), new ChatAttachment("p.png", "image/png", new byte[] { 1 })])]),
                ChatMessage.User("And?"),
            ],
        });
        Assert.Equal(
            """
            [{"role":"user","content":"Go."},
            {"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","id":"a","name":"look","input":{}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"seen"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AQ=="}}]},{"type":"text","text":"Wait."}]},
            {"role":"assistant","content":"I wait."},
            {"role":"user","content":"And?"}]
            """.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal),
            sent.Member("messages"));
    }

    [Fact]
    public void Calls_of_a_conversation_without_tools_beside_it_are_declared_and_none_can_be_called()
    {
        var messages = new List<ChatMessage> { ChatMessage.User("Go."), new("assistant", [new ChatToolCall("a", "look", "{}"), new ChatToolCall("b", "look", "{}")]), ChatMessage.Tool(new ChatToolResult("a", "1"), new ChatToolResult("b", "2")) };
        var sent = SentRequest.Of(new ChatRequest { Messages = messages });
        Assert.Equal(("""[{"name":"look","input_schema":{"type":"object","properties":{}}}]""", """{"type":"none"}"""), (sent.Member("tools"), sent.Member("tool_choice")));
        sent = SentRequest.Of(new ChatRequest { Messages = messages, ExtraBody = new Dictionary<string, string> { ["tools"] = """[{"type":"web_search_20260209","name":"web_search"}]""" } });
        Assert.Equal(1, sent.Members.Count(member => member == "tools"));
        Assert.Null(sent.Member("tool_choice"));
    }

    [Fact]
    public void Thoughts_alone_are_no_message_and_none_stand_before_the_beginning_of_an_answer()
    {
        var thought = new ChatReasoning("hm") { ProviderData = new ProviderData("claude", "m", OpaqueData.Signature("c2ln")) };
        var broken = new ChatReasoning("hm") { ProviderData = new ProviderData("claude", "m", "changed elsewhere") };
        var sent = SentRequest.Of(new ChatRequest { Messages = [ChatMessage.User("a"), new ChatMessage("assistant", [thought]), ChatMessage.User("b"), new ChatMessage("assistant", [broken, new ChatText("c")]), ChatMessage.User("d"), new ChatMessage("assistant", [thought, new ChatText("It is ")])] });
        Assert.Equal(
            """[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"assistant","content":[{"type":"text","text":"c"}]},{"role":"user","content":"d"},{"role":"assistant","content":[{"type":"text","text":"It is"}]}]""",
            sent.Member("messages"));
    }

    private static string Messages(RecordedRequest request) => request.Json!.Value.GetProperty("messages").GetRawText();
}
