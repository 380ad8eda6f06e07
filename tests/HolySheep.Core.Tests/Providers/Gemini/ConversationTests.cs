using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>Conversations with tools on the Gemini wire: what the model gave goes back on the part that it gave it with, and nothing of another target does.</summary>
public sealed class ConversationTests
{
    private const string New = "gemini-3-flash-preview";
    private static readonly IReadOnlyList<ChatTool> Tools = [new ChatTool("look"), new ChatTool("rest")];

    [Theory, Modes]
    public async Task Signatures_of_four_turns_go_back_on_their_parts(CallMode mode)
    {
        await using var talk = new GeminiTalk(New);
        var first = await NextAsync(talk, mode, [ChatMessage.User("How high?")],
            Answer("""{"text":"hm","thought":true,"thoughtSignature":"VA+/="},{"text":"I look."},{"functionCall":{"name":"look","args":{"at":"up"}},"thoughtSignature":"Q0=="},{"functionCall":{"name":"look","args":{"at":"down"}}}""", "r1"));
        var second = await NextAsync(talk, mode, [.. first.Conversation, ChatMessage.Tool(new ChatToolResult(first.ToolCalls[0].Id, "330 m"), new ChatToolResult(first.ToolCalls[1].Id, """{"m":0}"""))],
            Answer("""{"functionCall":{"id":"own","name":"rest"},"thoughtSignature":"UQ"}""", "r2"));
        var third = await NextAsync(talk, mode, [.. second.Conversation, ChatMessage.Tool(second.ToolCalls[0].Id, "rested")],
            Answer("""{"text":"It is "},{"text":"330 m."},{"text":"","thoughtSignature":"RW5k"}""", "r3"));
        await NextAsync(talk, mode, [.. third.Conversation, ChatMessage.User("Sure?")], Answer("""{"text":"Yes."}""", "r4"));

        Assert.Equal("It is 330 m.", third.Content);
        Assert.Equal(
            """[{"role":"user","parts":[{"text":"How high?"}]},"""
            + """{"role":"model","parts":[{"text":"hm","thought":true,"thoughtSignature":"VA+/="},{"text":"I look."},{"functionCall":{"name":"look","args":{"at":"up"}},"thoughtSignature":"Q0=="},{"functionCall":{"name":"look","args":{"at":"down"}}}]},"""
            + """{"role":"user","parts":[{"functionResponse":{"name":"look","response":{"output":"330 m"}}},{"functionResponse":{"name":"look","response":{"output":{"m":0}}}}]},"""
            + """{"role":"model","parts":[{"functionCall":{"id":"own","name":"rest","args":{}},"thoughtSignature":"UQ"}]},"""
            + """{"role":"user","parts":[{"functionResponse":{"id":"own","name":"rest","response":{"output":"rested"}}}]},"""
            + """{"role":"model","parts":[{"text":"It is 330 m."},{"text":"","thoughtSignature":"RW5k"}]},"""
            + """{"role":"user","parts":[{"text":"Sure?"}]}]""",
            Contents(talk));
    }

    [Theory, Modes]
    public async Task A_signature_on_a_text_goes_back_on_that_text(CallMode mode)
    {
        await using var talk = new GeminiTalk(New);
        var first = await NextAsync(talk, mode, [ChatMessage.User("Hi.")], Answer("""{"text":"Hello","thoughtSignature":"QQ"},{"text":" there."}""", "r1"));
        await NextAsync(talk, mode, [.. first.Conversation, ChatMessage.User("And?")], Answer("""{"text":"Yes."}""", "r2"));
        Assert.Equal("Hello there.", first.Content);
        Assert.Contains("""{"role":"model","parts":[{"text":"Hello","thoughtSignature":"QQ"},{"text":" there."}]}""", Contents(talk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_that_was_kept_as_json_gives_its_signatures_back()
    {
        await using var talk = new GeminiTalk(New);
        var first = await NextAsync(talk, CallMode.Plain, [ChatMessage.User("Hi.")], Answer("""{"text":"Hello","thoughtSignature":"QQ"},{"functionCall":{"name":"rest"},"thoughtSignature":"Qg"}""", "r1"));
        var kept = first.Conversation.Select(message => new ChatMessage(message.Role, PartJson.Read(Kept(message.Parts)))).ToList();
        await NextAsync(talk, CallMode.Plain, [.. kept, ChatMessage.Tool(first.ToolCalls[0].Id, "rested")], Answer("""{"text":"Yes."}""", "r2"));
        Assert.Contains("""[{"text":"Hello","thoughtSignature":"QQ"},{"functionCall":{"name":"rest","args":{}},"thoughtSignature":"Qg"}]""", Contents(talk), StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Others => new() { { "two", New }, { "one", "gemini-2.5-pro" }, { "two", "claude-opus-4-6" } };

    [Theory, MemberData(nameof(Others))]
    public async Task Nothing_of_another_target_is_sent_and_a_new_model_gets_the_word_for_no_signature(string provider, string model)
    {
        var data = new ProviderData(provider, model, """{"thoughtSignature":"Zm9yZWlnbg=="}""");
        ChatMessage[] messages =
        [
            ChatMessage.User("How high?"),
            new ChatMessage("assistant", [new ChatReasoning("hm") { ProviderData = data }, new ChatText("I look.") { ProviderData = data }, new ChatToolCall("toolu_1", "look", """{"at":"up"}""") { ProviderData = data }, new ChatToolCall("toolu_2", "rest", "")]),
            ChatMessage.Tool(new ChatToolResult("toolu_2", "rested"), new ChatToolResult("toolu_1", "330 m") { IsError = true }),
        ];
        foreach (var (asked, signature) in new[] { (New, ",\"thoughtSignature\":\"skip_thought_signature_validator\""), ("gemini-2.5-flash", "") })
        {
            await using var talk = new GeminiTalk(asked);
            await NextAsync(talk, CallMode.Plain, messages, Answer("""{"text":"330 m"}""", "r"));
            Assert.Equal(
                """[{"role":"user","parts":[{"text":"How high?"}]},{"role":"model","parts":[{"text":"I look."},{"functionCall":{"id":"toolu_1","name":"look","args":{"at":"up"}}""" + signature + """},{"functionCall":{"id":"toolu_2","name":"rest","args":{}}}]},"""
                + """{"role":"user","parts":[{"functionResponse":{"id":"toolu_1","name":"look","response":{"error":"330 m"}}},{"functionResponse":{"id":"toolu_2","name":"rest","response":{"output":"rested"}}}]}]""",
                Contents(talk));
            Assert.DoesNotContain("Zm9yZWlnbg", talk.LastBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Results_in_several_messages_and_other_order_stand_together_in_the_order_of_their_calls()
    {
        await using var talk = new GeminiTalk();
        await NextAsync(talk, CallMode.Plain,
        [
            ChatMessage.User("Go."),
            new ChatMessage("assistant", [new ChatToolCall("a", "look", "{}"), new ChatToolCall("b", "rest", "{}"), new ChatToolCall("lost", "look", "{}")]),
            ChatMessage.User("Wait."),
            ChatMessage.Tool("b", ""),
            new ChatMessage("user", [new ChatText("There:"), new ChatToolResult("a", "[1,2]")]),
        ], Answer("""{"text":"fine"}""", "r"));
        Assert.Equal(
            """[{"role":"user","parts":[{"text":"Go."}]},{"role":"model","parts":[{"functionCall":{"id":"a","name":"look","args":{}}},{"functionCall":{"id":"b","name":"rest","args":{}}}]},"""
            + """{"role":"user","parts":[{"functionResponse":{"id":"a","name":"look","response":{"output":[1,2]}}},{"functionResponse":{"id":"b","name":"rest","response":{"output":""}}},{"text":"Wait."},{"text":"There:"}]}]""",
            Contents(talk));
    }

    [Fact]
    public async Task A_result_that_comes_late_stands_after_its_call()
    {
        await using var talk = new GeminiTalk();
        await NextAsync(talk, CallMode.Plain,
        [
            ChatMessage.User("Go."),
            new ChatMessage("assistant", [new ChatToolCall("a", "look", "{}")]),
            ChatMessage.User("Well?"),
            ChatMessage.Assistant("I wait."),
            ChatMessage.Tool("a", "seen"),
            ChatMessage.User("There."),
        ], Answer("""{"text":"fine"}""", "r"));
        Assert.Equal(
            """[{"role":"user","parts":[{"text":"Go."}]},{"role":"model","parts":[{"functionCall":{"id":"a","name":"look","args":{}}}]},"""
            + """{"role":"user","parts":[{"functionResponse":{"id":"a","name":"look","response":{"output":"seen"}}},{"text":"Well?"}]},{"role":"model","parts":[{"text":"I wait."}]},{"role":"user","parts":[{"text":"There."}]}]""",
            Contents(talk));
    }

    [Theory]
    [InlineData("", "{}"), InlineData("  ", "{}"), InlineData("""{"a": 1.50}""", """{"a": 1.50}"""), InlineData("not json", """{"arguments":"not json"}"""), InlineData("[1]", """{"arguments":"[1]"}"""), InlineData("""{"a":""", """{"arguments":"{\u0022a\u0022:"}""")]
    public async Task Arguments_are_an_object_whatever_another_model_wrote(string arguments, string sent)
    {
        await using var talk = new GeminiTalk();
        await NextAsync(talk, CallMode.Plain, [ChatMessage.User("Go."), new ChatMessage("assistant", [new ChatToolCall("a", "look", arguments)]), ChatMessage.Tool("a", "x")], Answer("""{"text":"fine"}""", "r"));
        Assert.Equal(JsonElement.Parse(sent).ToString(), JsonElement.Parse(Contents(talk))[1].GetProperty("parts")[0].GetProperty("functionCall").GetProperty("args").ToString().Replace("\\\"", "\\u0022", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain", "\"plain\""), InlineData("7", "\"7\""), InlineData("""{"output":1,"error":2}""", """{"output":1,"error":2}"""), InlineData("{broken", "\"{broken\""), InlineData(" [true]", " [true]"), InlineData("""{"half":"\ud83d","\ud83d":1}""", """{"half":"\ud83d","\ud83d":1}""")]
    public async Task A_result_is_the_output_as_json_where_it_is_json(string text, string output)
    {
        await using var talk = new GeminiTalk();
        await NextAsync(talk, CallMode.Plain, [ChatMessage.User("Go."), new ChatMessage("assistant", [new ChatToolCall("a", "look", "{}")]), ChatMessage.Tool("a", text)], Answer("""{"text":"fine"}""", "r"));
        Assert.Contains($$$$"""{"functionResponse":{"id":"a","name":"look","response":{"output":{{{{output}}}}}}}""", Contents(talk), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(New, """[{"functionResponse":{"id":"a","name":"look","response":{"output":"seen"},"parts":[{"inlineData":{"mimeType":"image/png","data":"AQ=="}}]}},{"text":"What the tools gave back beside their text:"},{"fileData":{"mimeType":"image/png","fileUri":"https://h.invalid/x"}}]""")]
    [InlineData("gemini-2.5-flash", """[{"functionResponse":{"id":"a","name":"look","response":{"output":"seen"}}},{"text":"What the tools gave back beside their text:"},{"inlineData":{"mimeType":"image/png","data":"AQ=="}},{"fileData":{"mimeType":"image/png","fileUri":"https://h.invalid/x"}}]""")]
    public async Task Pictures_of_a_result_stand_where_the_model_reads_them(string model, string parts)
    {
        await using var talk = new GeminiTalk(model);
        var result = new ChatToolResult("a", [new ChatText("seen"), new ChatAttachment("x", "image/png", new byte[] { 1 }), new ChatAttachment("y", "image/png", new Uri("https://h.invalid/x"))]);
        await NextAsync(talk, CallMode.Plain, [ChatMessage.User("Go."), new ChatMessage("assistant", [new ChatToolCall("a", "look", "{}")]), ChatMessage.Tool(result)], Answer("""{"text":"fine"}""", "r"));
        Assert.Equal(parts, JsonElement.Parse(Contents(talk))[2].GetProperty("parts").GetRawText());
    }

    [Fact]
    public async Task Vertex_gets_no_ids_and_calls_without_one_are_matched_by_their_order()
    {
        await using var talk = new GeminiTalk(New, "https://aiplatform.invalid/v1/publishers/google");
        await NextAsync(talk, CallMode.Plain, [ChatMessage.User("Go."), new ChatMessage("assistant", [new ChatToolCall("", "look", "{}"), new ChatToolCall("", "rest", "{}")]), ChatMessage.Tool(new ChatToolResult("", "one"), new ChatToolResult("", "two"))], Answer("""{"text":"fine"}""", "r"));
        Assert.Equal("/v1/publishers/google/models/gemini-3-flash-preview:generateContent", talk.Asked[^1].Address.AbsolutePath);
        Assert.Contains("""[{"functionResponse":{"name":"look","response":{"output":"one"}}},{"functionResponse":{"name":"rest","response":{"output":"two"}}}]""", Contents(talk), StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Calls_of_several_turns_without_an_id_of_answer_or_call_have_ids_of_their_own_which_google_does_not_see(CallMode mode)
    {
        await using var talk = new GeminiTalk();
        const string Call = """{"functionCall":{"name":"look","args":{}}}""";
        var first = await NextAsync(talk, mode, [ChatMessage.User("Go.")], Nameless($"{Call},{Call}"));
        var second = await NextAsync(talk, mode, [.. first.Conversation, ChatMessage.Tool(new ChatToolResult(first.ToolCalls[0].Id, "one"), new ChatToolResult(first.ToolCalls[1].Id, "two"))], Nameless(Call));
        var third = await NextAsync(talk, mode, [.. second.Conversation, ChatMessage.Tool(second.ToolCalls[0].Id, "three")], Nameless(Call));
        Assert.Equal(["gcall", "gcall_2", "gcall_3", "gcall_4"], third.Conversation.SelectMany(message => message.ToolCalls).Select(call => call.Id));
        Assert.DoesNotContain("\"id\"", Contents(talk), StringComparison.Ordinal);
        Assert.Contains("""[{"functionResponse":{"name":"look","response":{"output":"one"}}},{"functionResponse":{"name":"look","response":{"output":"two"}}}]""", Contents(talk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_goes_on_at_another_wire_without_its_signatures()
    {
        await using var talk = new GeminiTalk(New, chain: ["beta"]);
        var first = await NextAsync(talk, CallMode.Plain, [ChatMessage.User("Go.")], Answer("""{"text":"I look.","thoughtSignature":"UXVpdGU="},{"functionCall":{"name":"look"},"thoughtSignature":"UXVpdGU="},{"text":"","thoughtSignature":"UXVpdGU="}""", "r1"));
        var asked = await talk.Stage.AskAsync(CallMode.Plain, Stage.Question() with { Model = "beta", Messages = [.. first.Conversation, ChatMessage.Tool(first.ToolCalls[0].Id, "seen")], Tools = Tools });
        Assert.Equal("from the other", asked.Result.Content);
        Assert.DoesNotContain("UXVpdGU", talk.OtherBodies.Single(), StringComparison.Ordinal);
        Assert.Contains("\"tool_call_id\":\"gcall_r1\"", talk.OtherBodies.Single(), StringComparison.Ordinal);
    }

    private static string Answer(string parts, string id) => $$"""{"candidates":[{"content":{"role":"model","parts":[{{parts}}]},"finishReason":"STOP"}],"responseId":"{{id}}"}""";

    private static string Nameless(string parts) => $$"""{"candidates":[{"content":{"role":"model","parts":[{{parts}}]},"finishReason":"STOP"}]}""";

    private static JsonElement Kept(IReadOnlyList<ChatPart> parts)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            PartJson.Write(json, parts);
        }

        return JsonElement.Parse(stream.ToArray());
    }

    private static string Contents(GeminiTalk talk) => JsonElement.Parse(talk.LastBody).GetProperty("contents").GetRawText();

    private static async Task<ChatResult> NextAsync(GeminiTalk talk, CallMode mode, IReadOnlyList<ChatMessage> messages, string answer)
    {
        talk.Answers(mode, answer).DropFirst();
        return (await talk.AskAsync(mode, Stage.Question() with { Messages = messages, Tools = Tools })).Result;
    }
}
