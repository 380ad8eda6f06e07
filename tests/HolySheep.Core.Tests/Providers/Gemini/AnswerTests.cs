using System;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>What answers of the Gemini wire mean, whole and streamed: their parts, ends and counts.</summary>
public sealed class AnswerTests
{
    private const string Usage = "\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":2,\"totalTokenCount\":11},\"modelVersion\":\"gemini-2.5-flash-001\",\"responseId\":\"Abc_1-x\"";

    [Theory, Modes]
    public async Task Parts_of_one_chunk_are_thoughts_text_and_calls(CallMode mode)
    {
        var result = await ResultAsync(mode, """
            {"responseId":"Abc_1-x","candidates":[{"index":0,"finishReason":"STOP","content":{"role":"model","parts":[
              {"thought":true,"text":"hm "},{"text":"so","thought":true},{"text":"It is "},{"text":"330 m."},{"text":""},
              {"functionCall":{"id":"fc-7","name":"look","args":{"where":"up","n":[1,2.50]}}},{"functionCall":{"name":"look","args":{"where":"up"}}},{"functionCall":{"args":{"where":"up"},"name":"look"}},{"functionCall":{"name":"rest"}}]}}],
             "usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":2,"totalTokenCount":11},"modelVersion":"gemini-2.5-flash-001"}
            """);
        Assert.Equal(("hm so", "It is 330 m.", "tool_calls", "STOP", "gemini-2.5-flash-001", "Abc_1-x"), (result.Reasoning, result.Content, result.FinishReason, result.FinishReasonRaw, result.ModelReported, result.Id));
        Assert.Equal(["fc-7 look {\"where\":\"up\",\"n\":[1,2.50]}", "gcall_Abc_1-x look {\"where\":\"up\"}", "gcall_Abc_1-x_2 look {\"where\":\"up\"}", "gcall_Abc_1-x_3 rest {}"], result.ToolCalls.Select(call => $"{call.Id} {call.Name} {call.Arguments}"));
    }

    [Theory, Modes(false), Modes(true)]
    public async Task Calls_in_several_chunks_are_all_kept_though_they_are_alike(CallMode mode, bool marked)
    {
        if (mode == CallMode.Plain)
        {
            return;
        }

        var finish = marked ? GeminiTalk.Stop : "";
        var call = $$$$"""{"responseId":"r","candidates":[{"content":{"parts":[{"functionCall":{"name":"look","args":{}}}]}{{{{finish}}}}}]}""";
        var result = await ResultAsync(mode, call, call, """{"responseId":"r","candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}""");
        Assert.Equal(["gcall_r", "gcall_r_2"], result.ToolCalls.Select(tool => tool.Id));
        Assert.Equal("tool_calls", result.FinishReason);
    }

    [Theory, Modes]
    public async Task A_reason_in_every_chunk_does_not_end_the_answer(CallMode mode)
    {
        if (mode != CallMode.Plain)
        {
            var result = await ResultAsync(mode, GeminiTalk.Text("one ", GeminiTalk.Stop), GeminiTalk.Text("two ", GeminiTalk.Stop), GeminiTalk.Text("three", GeminiTalk.Stop));
            Assert.Equal("one two three", result.Content);
        }
    }

    public static TheoryData<string, OutcomeKind, OutcomeKind, string?> Reasons => new()
    {
        { "STOP", OutcomeKind.Answered, OutcomeKind.Malformed, "stop" },
        { "MAX_TOKENS", OutcomeKind.Answered, OutcomeKind.BadRequest, "length" },
        { "SAFETY", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "RECITATION", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "BLOCKLIST", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "PROHIBITED_CONTENT", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "SPII", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "LANGUAGE", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "IMAGE_SAFETY", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "IMAGE_PROHIBITED_CONTENT", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "IMAGE_RECITATION", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "IMAGE_OTHER", OutcomeKind.Refused, OutcomeKind.Refused, null },
        { "MALFORMED_FUNCTION_CALL", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "UNEXPECTED_TOOL_CALL", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "TOO_MANY_TOOL_CALLS", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "OTHER", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "NO_IMAGE", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "FINISH_REASON_UNSPECIFIED", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "MALFORMED_RESPONSE", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "MISSING_THOUGHT_SIGNATURE", OutcomeKind.Cut, OutcomeKind.Malformed, null },
        { "SOMETHING_NEW", OutcomeKind.Answered, OutcomeKind.Malformed, "SOMETHING_NEW" },
    };

    [Theory, MemberData(nameof(Reasons))]
    public async Task Every_finish_reason_has_its_outcome_with_and_without_text(string reason, OutcomeKind withText, OutcomeKind without, string? word)
    {
        foreach (var mode in Enum.GetValues<CallMode>())
        {
            var asked = await AskAsync(mode, GeminiTalk.Text("some text", $",\"finishReason\":\"{reason}\""));
            Assert.Equal(withText, asked.Kinds.Single());
            Assert.Equal(word, asked.Error is null ? asked.Result.FinishReason : null);
            asked = await AskAsync(mode, $$"""{"candidates":[{"finishReason":"{{reason}}","index":0}],{{Usage}}}""");
            Assert.Equal(without, asked.Kinds.Single());
        }
    }

    [Theory, Modes]
    public async Task Googles_explanation_of_a_finish_reason_reaches_the_caller(CallMode mode)
    {
        var failure = (await AskAsync(mode, """{"candidates":[{"content":{},"finishReason":"MALFORMED_FUNCTION_CALL","finishMessage":"Malformed function call: print(look(x=1))"}]}""")).Failure;
        Assert.Contains("Malformed function call: print(look(x=1))", failure.Message, StringComparison.Ordinal);
        failure = (await AskAsync(mode, """{"candidates":[{"finishReason":"PROHIBITED_CONTENT","finishMessage":"The response was blocked."}]}""")).Failure;
        Assert.Contains("The response was blocked", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Modes("SAFETY"), Modes("OTHER"), Modes("BLOCKLIST"), Modes("PROHIBITED_CONTENT"), Modes("IMAGE_SAFETY"), Modes("MODEL_ARMOR"), Modes("JAILBREAK"), Modes("BLOCKED_REASON_UNSPECIFIED"), Modes("SOMETHING_NEW")]
    public async Task A_blocked_prompt_is_refused_and_its_tokens_are_counted(CallMode mode, string reason)
    {
        await using var talk = new GeminiTalk(chain: ["beta"]).Answers(mode, $$"""{"promptFeedback":{"safetyRatings":[],"blockReason":"{{reason}}","blockReasonMessage":"not allowed here"},"usageMetadata":{"promptTokenCount":4000,"totalTokenCount":4000},"modelVersion":"x"}""");
        var asked = await talk.AskAsync(mode);
        Assert.Equal((ErrorCode.ContentRefused, OutcomeKind.Refused), (asked.Failure.Code, asked.Kinds.Single()));
        Assert.Contains(reason, asked.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("not allowed here", asked.Failure.Message, StringComparison.Ordinal);
        Assert.Equal(0.004m, asked.Attempts.Single().Cost);
    }

    [Theory, Modes]
    public async Task Feedback_beside_an_answer_does_not_take_it_away(CallMode mode)
    {
        Assert.Equal("fine", (await ResultAsync(mode, """{"promptFeedback":{"blockReason":"OTHER"},"candidates":[{"content":{"parts":[{"text":"fine"}]},"finishReason":"STOP"}]}""")).Content);
        Assert.Equal("fine", (await ResultAsync(mode, """{"candidates":[{"content":{"parts":[{"text":"fine"}]},"finishReason":"STOP"}],"promptFeedback":{"blockReason":"OTHER"}}""")).Content);
        Assert.Equal(OutcomeKind.Refused, (await AskAsync(mode, """{"candidates":[{"content":{}}],"promptFeedback":{"blockReason":"OTHER"}}""")).Kinds.Single());
    }

    [Theory, Modes]
    public async Task Feedback_without_a_block_is_no_refusal(CallMode mode) =>
        Assert.Equal("fine", (await ResultAsync(mode, """{"promptFeedback":{"safetyRatings":[{"category":"X","probability":"LOW"}]},"candidates":[{"content":{"parts":[{"text":"fine"}]},"finishReason":"STOP"}]}""")).Content);

    [Theory]
    [Modes("""{"usageMetadata":{"promptTokenCount":3},"modelVersion":"x"}"""), Modes("""{"candidates":[],"usageMetadata":{"promptTokenCount":3}}"""), Modes("""{"candidates":null}"""), Modes("{}")]
    [Modes("""{"candidates":"none"}"""), Modes("""{"candidates":[{"content":{"parts":[{"text":"half"""), Modes("""{"object":"chat.completion","choices":[{"message":{"content":"of another wire"}}]}""")]
    public async Task A_reply_that_is_not_an_answer_is_malformed(CallMode mode, string body)
    {
        await using var talk = new GeminiTalk().Sends(mode == CallMode.Plain ? body : GeminiTalk.Event(body), mediaType: mode == CallMode.Plain ? null : "text/event-stream");

        // A stream that ends before its first candidate is too short, as any other.
        var isShort = mode != CallMode.Plain && body.Contains("promptTokenCount", StringComparison.Ordinal);
        Assert.Equal(isShort ? OutcomeKind.Transient : OutcomeKind.Malformed, (await talk.AskAsync(mode)).Kinds.Single());
    }

    [Theory, Modes]
    public async Task Only_the_candidate_that_was_asked_for_is_the_answer(CallMode mode)
    {
        var result = await ResultAsync(mode, """{"candidates":[{"index":1,"content":{"parts":[{"text":"second"}]},"finishReason":"SAFETY"},{"content":{"parts":[{"text":"first"}]},"index":0,"finishReason":"STOP"}]}""");
        Assert.Equal(("first", "stop"), (result.Content, result.FinishReason));
    }

    [Theory, Modes]
    public async Task Members_of_an_unexpected_type_count_as_absent_and_other_spellings_are_read(CallMode mode)
    {
        var result = await ResultAsync(mode, """
            {"createTime":7,"extra":{"a":[]},"candidates":[{"safety_ratings":"x","content":{"role":5,"parts":[5,null,"bare ",{"text":null},{"thought":"false","text":"text"},{"thought":true,"text":["x"]},{"partMetadata":{"a":1},"text":"."},{"function_call":{"name":"look","args":"{\"a\":1}","id":null}},{"functionCall":[]},{"functionCall":{"args":{}}}]},
             "finish_reason":"STOP","citation_metadata":3,"groundingMetadata":[]}],"usage_metadata":{"prompt_token_count":"12","candidatesTokenCount":3.0},"model_version":"m","response_id":"r"}
            """);
        Assert.Equal(("bare text.", null, "m", "r", 12, 3), (result.Content, result.Reasoning, result.ModelReported, result.Id, result.Usage!.PromptTokens, result.Usage.CompletionTokens));
        Assert.Equal(("look", """{"a":1}""", "gcall_r"), (result.ToolCalls.Single().Name, result.ToolCalls.Single().Arguments, result.ToolCalls.Single().Id));
    }

    [Theory, Modes]
    public async Task Halves_of_characters_are_joined_or_replaced(CallMode mode)
    {
        if (mode == CallMode.Plain)
        {
            Assert.Equal("a🗼b\uFFFD", (await ResultAsync(mode, """{"candidates":[{"content":{"parts":[{"text":"a\ud83d"},{"text":"\uddfcb\ud83d"}]},"finishReason":"STOP"}]}""")).Content);
            return;
        }

        var broken = await ResultAsync(mode, """{"candidates":[{"content":{"parts":[{"functionCall":{"id":"i\ud83d","name":"lo\udc80k","args":{}}}]},"finishReason":"STOP"}]}""");
        Assert.Equal(("i\uFFFD", "lo\uFFFDk"), (broken.ToolCalls.Single().Id, broken.ToolCalls.Single().Name));
        var result = await ResultAsync(mode, GeminiTalk.Text("a\\ud83d"), GeminiTalk.Text("\\uddfcb\\ud83d"), """{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"c2ln"}]},"finishReason":"STOP"}]}""");
        Assert.Equal("a🗼b\uFFFD", result.Content);
        Assert.Equal("a🗼b\uFFFD", result.Conversation[^1].Content);
    }

    [Theory, Modes]
    public async Task Sources_of_grounding_are_citations_with_the_passages_they_support(CallMode mode)
    {
        var result = await ResultAsync(mode, """
            {"candidates":[{"content":{"parts":[{"text":"It is 330 m high."}]},"finishReason":"STOP","groundingMetadata":{"webSearchQueries":["height"],
              "groundingChunks":[{"web":{"uri":"https://a.invalid","title":"a"}},{"retrievedContext":{"uri":"gs://b/doc.pdf","title":"doc","text":"330 m"}},{"maps":{"uri":"https://maps.invalid/1","title":"Tower"}},{"image":{"sourceUri":"https://c.invalid","imageUri":"https://c.invalid/i.png"}},{"web":{}},{"retrievedContext":{"title":"store"}}],
              "groundingSupports":[{"segment":{"endIndex":6,"text":"It is "},"groundingChunkIndices":[0,1]},{"segment":{"startIndex":6,"endIndex":17},"groundingChunkIndices":[0,99,-1]},{"segment":"x"}]},
              "citationMetadata":{"citationSources":[{"startIndex":2,"endIndex":5,"uri":"https://d.invalid","license":"mit"}],"citations":[{"uri":"https://e.invalid","title":"e"}]}}]}
            """);
        Assert.Equal(
            ["https://a.invalid a  0 6", "gs://b/doc.pdf doc 330 m 0 6", "https://a.invalid a  6 17", "https://maps.invalid/1 Tower   ", "https://c.invalid    ", " store   ", "https://e.invalid e   ", "https://d.invalid   2 5"],
            result.Citations.Select(source => $"{source.Url} {source.Title} {source.Quote} {source.Start} {source.End}"));
        Assert.Contains("webSearchQueries", result.Extra["groundingMetadata"], StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task Text_around_code_that_the_provider_ran_is_the_answer_and_the_code_goes_back_as_it_came(CallMode mode)
    {
        await using var talk = new GeminiTalk().Answers(mode, """{"candidates":[{"content":{"parts":[{"text":"I run it."},{"executableCode":{"language":"PYTHON",""" + (mode == CallMode.Plain ? "\r\n" : "") + """ "code":"print(1)"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1\n"}},{"text":"It is 1."}]},"finishReason":"STOP"}]}""");
        var result = (await talk.AskAsync(mode)).Result;
        Assert.Equal("I run it.It is 1.", result.Content);
        talk.Answers(mode, GeminiTalk.Text("fine", GeminiTalk.Stop));
        await talk.AskAsync(mode, Stage.Question() with { Messages = [.. result.Conversation, ChatMessage.User("And?")] });
        Assert.Equal(
            """[{"text":"I run it."},{"executableCode":{"language":"PYTHON","code":"print(1)"}},{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"1\n"}},{"text":"It is 1."}]""",
            JsonElement.Parse(talk.LastBody).GetProperty("contents")[1].GetProperty("parts").GetRawText().Replace(",   \"code", ",\"code", StringComparison.Ordinal).Replace(", \"code", ",\"code", StringComparison.Ordinal));
    }

    [Theory, Modes]
    public async Task A_thousand_calls_without_ids_all_have_one_of_their_own(CallMode mode)
    {
        var calls = string.Join(",", Enumerable.Repeat("""{"functionCall":{"name":"look"}}""", 1000));
        var result = await ResultAsync(mode, $$$"""{"candidates":[{"content":{"parts":[{{{calls}}}]},"finishReason":"STOP"}],"responseId":"r"}""");
        Assert.Equal(1000, result.ToolCalls.Select(call => call.Id).Distinct().Count());
    }

    [Fact]
    public async Task Arguments_in_pieces_are_never_an_answer_with_other_arguments()
    {
        var asked = await AskAsync(CallMode.StreamedWire, """{"candidates":[{"content":{"parts":[{"functionCall":{"name":"pay","willContinue":true}}]}}]}""", """{"candidates":[{"content":{"parts":[{"functionCall":{"partialArgs":[{"jsonPath":"$.to","stringValue":"me"}]}}]},"finishReason":"STOP"}]}""");
        Assert.Equal(OutcomeKind.Malformed, asked.Kinds.Single());
    }

    private static async Task<ChatResult> ResultAsync(CallMode mode, params string[] chunks) => (await AskAsync(mode, chunks)).Result;

    private static async Task<Asked> AskAsync(CallMode mode, params string[] chunks)
    {
        await using var talk = new GeminiTalk().Answers(mode, [.. chunks.Select(chunk => chunk.ReplaceLineEndings(" "))]);
        return await talk.AskAsync(mode);
    }
}
