using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>What goes out on the Gemini wire, to the byte.</summary>
public sealed class RequestTests
{
    [Theory, Modes]
    public async Task A_question_is_one_content_and_nothing_else(CallMode mode)
    {
        await using var talk = new GeminiTalk().Answers(mode, GeminiTalk.Text("fine", GeminiTalk.Stop));
        await talk.AskAsync(mode, Stage.Question("Xin chào \"ạ\" 🗼\n?"));
        var (address, key, body, request) = Assert.Single(talk.Asked);
        Assert.Equal("""{"contents":[{"role":"user","parts":[{"text":"Xin chào \"ạ\" \uD83D\uDDFC\n?"}]}]}""", body);
        Assert.Equal("/v1beta/models/gemini-2.5-flash:" + (mode == CallMode.Plain ? "generateContent" : "streamGenerateContent?alt=sse"), address.PathAndQuery);
        Assert.Equal("key-of-one", key);
        Assert.DoesNotContain("key-of-one", address.OriginalString, StringComparison.Ordinal);
        Assert.False(request.Headers.Contains("Authorization"));
    }

    [Theory]
    [InlineData("ya29.a0-token", "Authorization", "Bearer ya29.a0-token"), InlineData("AQ.express", "x-goog-api-key", "AQ.express"), InlineData("AIza-key", "x-goog-api-key", "AIza-key")]
    public async Task A_key_and_an_access_token_have_their_own_headers(string key, string header, string value)
    {
        await using var talk = new GeminiTalk().Answers(CallMode.Plain, GeminiTalk.Text("fine", GeminiTalk.Stop));
        talk.Stage.WithVariable("ONE_KEY", key);
        await talk.AskAsync(CallMode.Plain);
        var headers = talk.Asked.Single().Request.Headers;
        Assert.Equal([value], headers.GetValues(header));
        Assert.Single(headers, sent => sent.Key is "Authorization" or "x-goog-api-key");
    }

    [Fact]
    public async Task Every_option_of_a_request_goes_out_under_Googles_name()
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question() with
        {
            System = "Be brief.",
            Temperature = 0.3,
            TopP = 0.95,
            MaxTokens = 50,
            Seed = 7,
            Stop = ["END", "\n\n"],
            ReasoningEffort = "low",
            JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"n":{"type":"integer"}}}"""),
        });
        Assert.Equal("""{"parts":[{"text":"Be brief."}]}""", body.GetProperty("systemInstruction").GetRawText());
        Assert.Equal(
            """{"temperature":0.3,"topP":0.95,"maxOutputTokens":50,"seed":7,"stopSequences":["END","\n\n"],"responseMimeType":"application/json","responseJsonSchema":{"type":"object","properties":{"n":{"type":"integer"}}},"thinkingConfig":{"thinkingBudget":1024,"includeThoughts":true}}""",
            body.GetProperty("generationConfig").GetRawText());
    }

    [Fact]
    public async Task Neighbours_of_one_role_are_one_content_and_instructions_stand_apart()
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question() with
        {
            System = "One.",
            Messages = [ChatMessage.System("Two."), ChatMessage.User("a"), ChatMessage.User("b"), ChatMessage.Assistant("c"), ChatMessage.Assistant(""), ChatMessage.Assistant("d"), new ChatMessage("developer", "Three."), ChatMessage.User("e")],
        });
        Assert.Equal("""{"parts":[{"text":"One."},{"text":"Two."},{"text":"Three."}]}""", body.GetProperty("systemInstruction").GetRawText());
        Assert.Equal("""[{"role":"user","parts":[{"text":"a"},{"text":"b"}]},{"role":"model","parts":[{"text":"c"},{"text":"d"}]},{"role":"user","parts":[{"text":"e"}]}]""", body.GetProperty("contents").GetRawText());
    }

    [Fact]
    public async Task An_instruction_alone_is_what_the_user_says()
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question() with { Messages = [ChatMessage.System("Say hello.")] });
        Assert.Equal("""[{"role":"user","parts":[{"text":"Say hello."}]}]""", body.GetProperty("contents").GetRawText());
        Assert.False(body.TryGetProperty("systemInstruction", out _));
    }

    [Fact]
    public async Task A_model_without_instructions_gets_them_from_the_user()
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question("hi") with { System = "Be brief." }, "gemma-3-27b-it");
        Assert.Equal("""[{"role":"user","parts":[{"text":"Be brief."},{"text":"hi"}]}]""", body.GetProperty("contents").GetRawText());
    }

    [Fact]
    public async Task Pictures_documents_and_texts_are_parts()
    {
        ChatPart[] parts =
        [
            new ChatText("See:"),
            new ChatAttachment("a.png", "image/png", new byte[] { 1, 2, 255 }),
            new ChatAttachment("b.pdf", "application/pdf", new Uri("https://files.invalid/b.pdf?x=1&y=2")),
            new ChatAttachment("c.txt", "text/plain", Encoding.UTF8.GetBytes("ạ")),
        ];
        var body = await GeminiTalk.BodyAsync(Stage.Question() with { Messages = [new ChatMessage("user", parts)] });
        Assert.Equal(
            """[{"text":"See:"},{"inlineData":{"mimeType":"image/png","data":"AQL/"}},{"fileData":{"mimeType":"application/pdf","fileUri":"https://files.invalid/b.pdf?x=1&y=2"}},{"text":"c.txt:\nạ"}]""",
            body.GetProperty("contents")[0].GetProperty("parts").GetRawText());
    }

    [Fact]
    public async Task Tools_keep_their_schemas_as_they_are()
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question() with
        {
            Tools = [new ChatTool("look", "Looks.", """{"type":"object","properties":{"where":{"type":"string","pattern":"^a"}},"$defs":{}}"""), new ChatTool("rest")],
        });
        Assert.Equal(
            """[{"functionDeclarations":[{"name":"look","description":"Looks.","parametersJsonSchema":{"type":"object","properties":{"where":{"type":"string","pattern":"^a"}},"$defs":{}}},{"name":"rest","parametersJsonSchema":{"type":"object","properties":{}}}]}]""",
            body.GetProperty("tools").GetRawText());
        Assert.False(body.TryGetProperty("toolConfig", out _));
    }

    public static TheoryData<string, string?> Choices => new()
    {
        { "auto", """{"functionCallingConfig":{"mode":"AUTO"}}""" },
        { "none", """{"functionCallingConfig":{"mode":"NONE"}}""" },
        { "any", """{"functionCallingConfig":{"mode":"ANY"}}""" },
        { "look", """{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["look"]}}""" },
        { "strict", """{"functionCallingConfig":{"mode":"VALIDATED"}}""" },
        { "strict any", """{"functionCallingConfig":{"mode":"ANY"}}""" },
    };

    [Theory, MemberData(nameof(Choices))]
    public async Task A_choice_among_tools_is_a_mode(string choice, string? config)
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question() with
        {
            Tools = [new ChatTool("look") { Strict = choice.StartsWith("strict", StringComparison.Ordinal) ? true : null }],
            ToolChoice = choice switch { "auto" => ChatToolChoice.Auto, "none" => ChatToolChoice.None, "any" or "strict any" => ChatToolChoice.Any, "look" => ChatToolChoice.Of("look"), _ => null },
        });
        Assert.Equal(config, body.GetProperty("toolConfig").GetRawText());
    }

    [Fact]
    public async Task A_part_that_the_wire_cannot_express_is_left_out_with_a_warning()
    {
        await using var talk = new GeminiTalk().Answers(CallMode.Plain, GeminiTalk.Text("fine", GeminiTalk.Stop));
        var asked = await talk.AskAsync(CallMode.Plain, Stage.Question() with { Seed = 1L << 40, Tools = [new ChatTool("look")], ParallelToolCalls = false });
        Assert.Contains(asked.Result.Warnings, warning => warning.Contains("seed", StringComparison.Ordinal));
        Assert.Contains(asked.Result.Warnings, warning => warning.Contains("one tool call", StringComparison.Ordinal));
        Assert.DoesNotContain("seed", talk.LastBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Further_members_join_the_options_and_replace_only_those_of_their_name()
    {
        await using var talk = new GeminiTalk().Answers(CallMode.Plain, GeminiTalk.Text("fine", GeminiTalk.Stop));
        var asked = await talk.AskAsync(CallMode.Plain, Stage.Question("hi") with
        {
            System = "Be brief.",
            Temperature = 0.3,
            TopP = 0.5,
            ReasoningEffort = "high",
            Tools = [new ChatTool("look")],
            ToolChoice = ChatToolChoice.Any,
            ExtraBody = new Dictionary<string, string>
            {
                ["generationConfig"] = """{"topK":40,"temperature":0.9,"thinkingConfig":{"includeThoughts":false}}""",
                ["toolConfig"] = """{"retrievalConfig":{"languageCode":"vi"},"functionCallingConfig":{"mode":"NONE","allowedFunctionNames":["look"]}}""",
                ["safetySettings"] = """[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}]""",
                ["cachedContent"] = "\"cachedContents/1\"",
                ["contents"] = "[]",
                ["systemInstruction"] = "{}",
            },
        });
        Assert.Equal(
            """{"systemInstruction":{"parts":[{"text":"Be brief."}]},"contents":[{"role":"user","parts":[{"text":"hi"}]}]"""
            + ""","generationConfig":{"topP":0.5,"thinkingConfig":{"thinkingBudget":24576,"includeThoughts":false},"topK":40,"temperature":0.9}"""
            + ""","tools":[{"functionDeclarations":[{"name":"look","parametersJsonSchema":{"type":"object","properties":{}}}]}]"""
            + ""","toolConfig":{"functionCallingConfig":{"mode":"NONE","allowedFunctionNames":["look"]},"retrievalConfig":{"languageCode":"vi"}}"""
            + ""","safetySettings":[{"category":"HARM_CATEGORY_HARASSMENT","threshold":"BLOCK_NONE"}],"cachedContent":"cachedContents/1"}""",
            talk.LastBody);
        Assert.Equal(["contents", "systemInstruction"], asked.Result.Warnings.Select(warning => warning.Split('\'')[1]));
    }

    [Theory]
    [InlineData("""{"topK":40}""", """{"topK":40}"""), InlineData("""{"topK":40,"a":"\ud83d","\ud83d":1}""", """{"topK":40,"a":"\ud83d"}"""), InlineData("{}", null), InlineData("null", null), InlineData("[1]", null)]
    [InlineData("""{"responseModalities":["TEXT"],"thinkingConfig":{"thinkingLevel":"low"}}""", """{"responseModalities":["TEXT"],"thinkingConfig":{"thinkingLevel":"low"}}""")]
    public async Task Further_members_of_the_configuration_need_no_option(string extra, string? sent)
    {
        var body = await GeminiTalk.BodyAsync(Stage.Question() with { ExtraBody = new Dictionary<string, string> { ["generationConfig"] = extra, ["tools"] = """[{"googleSearch":{}}]""" } });
        Assert.Equal(sent, body.TryGetProperty("generationConfig", out var config) ? config.GetRawText() : null);
        Assert.Equal("""[{"googleSearch":{}}]""", body.GetProperty("tools").GetRawText());
    }

    [Theory]
    [InlineData("""{"candidateCount":2}""", false), InlineData("""{"candidateCount":"8","topK":1}""", false), InlineData("""{"candidateCount":1}""", true)]
    public async Task Several_answers_are_refused_before_they_are_paid(string config, bool isAsked)
    {
        await using var talk = new GeminiTalk().Answers(CallMode.Plain, GeminiTalk.Text("fine", GeminiTalk.Stop));
        var asked = await talk.AskAsync(CallMode.Plain, Stage.Question() with { ExtraBody = new Dictionary<string, string> { ["generationConfig"] = config } });
        Assert.Equal((isAsked, isAsked ? 1 : 0), (asked.Error is null, talk.Asked.Count));
        Assert.True(isAsked || asked.Error!.Message.Contains("generationConfig.candidateCount", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("gemini-2.5-flash", "none", """{"thinkingBudget":0}"""), InlineData("gemini-2.5-flash", "minimal", """{"thinkingBudget":1024,"includeThoughts":true}""")]
    [InlineData("gemini-2.5-flash-lite", "medium", """{"thinkingBudget":8192,"includeThoughts":true}"""), InlineData("gemini-2.5-flash", "max", """{"thinkingBudget":24576,"includeThoughts":true}""")]
    [InlineData("gemini-2.5-pro", "none", """{"thinkingBudget":128}"""), InlineData("gemini-2.5-pro-preview-06-05", "xhigh", """{"thinkingBudget":32768,"includeThoughts":true}""")]
    [InlineData("gemini-3-flash-preview", "none", """{"thinkingLevel":"MINIMAL"}"""), InlineData("gemini-3.1-flash-lite", "minimal", """{"thinkingLevel":"MINIMAL","includeThoughts":true}""")]
    [InlineData("gemini-3.1-pro-preview", "minimal", """{"thinkingLevel":"LOW","includeThoughts":true}"""), InlineData("gemini-3.8-flash", "minimal", """{"thinkingLevel":"LOW","includeThoughts":true}""")]
    [InlineData("gemini-3-pro-preview", "medium", """{"thinkingLevel":"HIGH","includeThoughts":true}"""), InlineData("gemini-3.1-pro-preview", "medium", """{"thinkingLevel":"MEDIUM","includeThoughts":true}""")]
    [InlineData("gemini-flash-latest", "Low", """{"thinkingLevel":"LOW","includeThoughts":true}"""), InlineData("gemini-5-pro", "max", """{"thinkingLevel":"HIGH","includeThoughts":true}""")]
    [InlineData("gemini-2.0-flash", "low", null), InlineData("gemini-1.5-pro-002", "low", null), InlineData("gemma-3-27b-it", "low", null), InlineData("gemini-2.5-flash-image", "low", null), InlineData("gemini-2.5-flash", "enormous", null)]
    public async Task An_effort_is_what_the_models_generation_takes(string model, string effort, string? thinking)
    {
        await using var talk = new GeminiTalk(model).Answers(CallMode.Plain, GeminiTalk.Text("fine", GeminiTalk.Stop));
        var asked = await talk.AskAsync(CallMode.Plain, Stage.Question() with { ReasoningEffort = effort });
        var body = JsonElement.Parse(talk.LastBody);
        Assert.Equal(thinking, body.TryGetProperty("generationConfig", out var config) ? config.GetProperty("thinkingConfig").GetRawText() : null);
        Assert.Equal(thinking is null ? 1 : 0, asked.Result.Warnings.Count(warning => warning.Contains("effort", StringComparison.Ordinal)));
    }
}
