using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>What goes out to a Responses provider.</summary>
public sealed class ResponsesBodyTests
{
    [Theory, Modes]
    public async Task Every_option_of_a_request_goes_out_under_this_formats_names(CallMode mode)
    {
        var (sent, result) = await SentAsync(mode, Stage.Question() with
        {
            System = "Be brief.",
            Messages = [ChatMessage.User("First?"), ChatMessage.Assistant("Yes."), ChatMessage.User("And \0 then \"ạ\" 🗼?")],
            Temperature = 0.3,
            TopP = 0.9,
            MaxTokens = 50,
            Seed = 7,
            ReasoningEffort = "low",
            JsonSchema = new ChatJsonSchema("""{"type":"object"}""", "shape", strict: false),
            Tools = [new ChatTool("look", "Looks.", """{"type":"object"}"""), new ChatTool("rest") { Strict = true }],
            ToolChoice = ChatToolChoice.Of("look"),
            ParallelToolCalls = false,
            ExtraBody = new Dictionary<string, string> { ["service_tier"] = "\"flex\"", ["text"] = """{"verbosity":"low","format":1}""", ["reasoning"] = """{"summary":"auto"}""" },
        });
        Assert.Equal("/v1/responses", sent.Path);
        var members = sent.Json!.Value.EnumerateObject().Where(member => member.Name != "input").ToDictionary(member => member.Name, member => member.Value.GetRawText());
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["model"] = "\"alpha\"",
                ["instructions"] = "\"Be brief.\"",
                ["temperature"] = "0.3",
                ["top_p"] = "0.9",
                ["max_output_tokens"] = "50",
                ["reasoning"] = """{"effort":"low","summary":"auto"}""",
                ["text"] = """{"format":{"type":"json_schema","name":"shape","schema":{"type":"object"},"strict":false},"verbosity":"low"}""",
                ["tools"] = """[{"type":"function","name":"look","description":"Looks.","parameters":{"type":"object"},"strict":false},{"type":"function","name":"rest","parameters":{"type":"object","properties":{}},"strict":true}]""",
                ["tool_choice"] = """{"type":"function","name":"look"}""",
                ["parallel_tool_calls"] = "false",
                ["store"] = "false",
                ["include"] = """["reasoning.encrypted_content"]""",
                ["service_tier"] = "\"flex\"",
            }.Concat(mode == CallMode.Plain ? [] : new Dictionary<string, string> { ["stream"] = "true" }).OrderBy(member => member.Key),
            members.OrderBy(member => member.Key));
        Assert.Equal(
            """[{"type":"message","role":"user","content":"First?"},{"type":"message","role":"assistant","content":"Yes."},{"type":"message","role":"user","content":"And \u0000 then \"ạ\" \uD83D\uDDFC?"}]""",
            sent.Json.Value.GetProperty("input").GetRawText());
        Assert.Contains("The seed was not sent to one/alpha: the Responses interface has none.", result.Warnings);
    }

    [Theory, Modes]
    public async Task Options_that_are_not_set_are_not_sent_and_nothing_is_stored(CallMode mode)
    {
        var body = (await SentAsync(mode, Stage.Question())).Sent.Json!.Value;
        Assert.Equal(["model", "input", "store", "include", .. mode == CallMode.Plain ? Array.Empty<string>() : ["stream"]], body.EnumerateObject().Select(member => member.Name));
        Assert.False(body.GetProperty("store").GetBoolean());
    }

    [Theory]
    [InlineData("auto", "\"auto\""), InlineData("none", "\"none\""), InlineData("any", "\"required\"")]
    public async Task The_choice_among_tools_goes_out_in_a_word(string choice, string sent)
    {
        var body = (await SentAsync(CallMode.Plain, Stage.Question() with
        {
            Tools = [new ChatTool("look")],
            ToolChoice = choice switch { "auto" => ChatToolChoice.Auto, "none" => ChatToolChoice.None, _ => ChatToolChoice.Any },
        })).Sent.Json!.Value;
        Assert.Equal(sent, body.GetProperty("tool_choice").GetRawText());
    }

    [Theory, Modes]
    public async Task Pictures_and_documents_go_out_as_parts_and_a_text_file_as_text(CallMode mode)
    {
        var body = (await SentAsync(mode, Stage.Question() with
        {
            Messages =
            [
                new ChatMessage("user",
                [
                    new ChatText("Look:"),
                    new ChatAttachment("a.png", "image/png", new byte[] { 1, 2, 3 }),
                    new ChatAttachment("b.jpg", "image/jpeg", new Uri("https://example.com/b.jpg?x=1&y=2")),
                    new ChatAttachment("c.pdf", "application/pdf", new byte[] { 4 }),
                    new ChatAttachment("d.pdf", "application/pdf", new Uri("https://example.com/d.pdf")),
                    new ChatAttachment("e.txt", "text/plain", Encoding.UTF8.GetBytes("ạ")),
                ]),
            ],
        })).Sent.Json!.Value;
        Assert.Equal(
            """[{"type":"input_text","text":"Look:"},{"type":"input_image","image_url":"data:image/png;base64,AQID","detail":"auto"},{"type":"input_image","image_url":"https://example.com/b.jpg?x=1&y=2","detail":"auto"},"""
            + """{"type":"input_file","filename":"c.pdf","file_data":"data:application/pdf;base64,BA=="},{"type":"input_file","file_url":"https://example.com/d.pdf"},{"type":"input_text","text":"e.txt:\nạ"}]""",
            body.GetProperty("input")[0].GetProperty("content").GetRawText());
    }

    [Theory, Modes]
    public async Task The_callers_own_members_go_before_ours_but_never_in_place_of_the_conversation(CallMode mode)
    {
        var (sent, result) = await SentAsync(mode, Stage.Question() with
        {
            System = "ours",
            ExtraBody = new Dictionary<string, string> { ["store"] = "true", ["include"] = "[]", ["instructions"] = "\"theirs\"", ["input"] = "\"another\"", ["text"] = """{"verbosity":"high"}""", ["reasoning"] = """{"effort":"high"}""" },
        });
        var body = sent.Json!.Value;
        Assert.Equal(["true", "[]", "\"theirs\"", """{"verbosity":"high"}""", """{"effort":"high"}"""], new[] { "store", "include", "instructions", "text", "reasoning" }.Select(name => body.GetProperty(name).GetRawText()));
        Assert.Equal(1, body.EnumerateObject().Count(member => member.Name == "input"));
        Assert.Equal("How high is the tower?", sent.LastUserMessage);
        Assert.Contains(result.Warnings, warning => warning.Contains("'input'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gpt-4.1", null, false), InlineData("gpt-4.1", "none", false), InlineData("gpt-4.1", "low", true), InlineData("o3", null, true), InlineData("unheard-of", null, true)]
    public async Task Encrypted_reasoning_is_not_asked_of_a_model_that_is_known_not_to_reason(string model, string? effort, bool asks)
    {
        var body = (await SentAsync(CallMode.Plain, Stage.Question() with { Model = "one/" + model, ReasoningEffort = effort })).Sent.Json!.Value;
        Assert.Equal(asks, body.TryGetProperty("include", out _));
    }

    [Theory]
    [InlineData("o3", null, false), InlineData("o3", "high", false), InlineData("gpt-5.1", "none", true), InlineData("gpt-4.1", null, true), InlineData("unheard-of", null, true)]
    public async Task A_model_that_reasons_gets_no_sampling_and_a_warning_says_so(string model, string? effort, bool sends)
    {
        var (sent, result) = await SentAsync(CallMode.Plain, Stage.Question() with { Model = "one/" + model, ReasoningEffort = effort, Temperature = 0.2, TopP = 0.5 });
        Assert.Equal(sends, sent.Json!.Value.TryGetProperty("temperature", out _));
        Assert.Equal(sends, sent.Json.Value.TryGetProperty("top_p", out _));
        Assert.Equal(!sends, result.Warnings.Any(warning => warning.StartsWith("The sampling (temperature, top_p) was not sent", StringComparison.Ordinal)));
    }

    private static async Task<(RecordedRequest Sent, ChatResult Result)> SentAsync(CallMode mode, ChatRequest request)
    {
        await using var stage = Stage.Alone().Speaking(ResponseScript.Kind);
        stage.One.OnAny().Answer(Reply.Text("{}"));
        var result = (await stage.AskAsync(mode, request)).Result;
        return (stage.One.Requests[0], result);
    }
}
