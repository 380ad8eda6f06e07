using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Errors;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.OpenAIResponses;

/// <summary>What an answer of a Responses provider is: a whole body, and the event that ends a stream.</summary>
public sealed class ResponseReadingTests
{
    private const string Said = """{"type":"message","role":"assistant","content":[{"type":"output_text","text":"330 m","annotations":[]}]}""";

    [Theory]
    [Modes("completed", null, "stop", "completed")]
    [Modes("incomplete", "max_output_tokens", "length", "max_output_tokens")]
    public async Task A_status_that_is_an_end_is_an_answer(CallMode mode, string status, string? reason, string finish, string raw)
    {
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response(status, Said, reason)))).Result;
        Assert.Equal(("330 m", finish, raw), (result.Content, result.FinishReason, result.FinishReasonRaw));
        Assert.Equal(("resp_1", "m-2026", 1_790_000_000L), (result.Id, result.ModelReported, result.Created.ToUnixTimeSeconds()));
    }

    [Theory]
    [Modes("incomplete", "content_filter", OutcomeKind.Refused), Modes("incomplete", null, OutcomeKind.Cut), Modes("incomplete", "an_unheard_of_reason", OutcomeKind.Cut)]
    [Modes("cancelled", null, OutcomeKind.Cut), Modes("in_progress", null, OutcomeKind.Cut), Modes("queued", null, OutcomeKind.Cut)]
    public async Task A_status_that_does_not_end_an_answer_is_never_a_success(CallMode mode, string status, string? reason, OutcomeKind kind)
    {
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response(status, Said, reason)));
        Assert.Equal(kind, asked.Failure.Attempts[^1].Kind);
        Assert.Equal("330 m", asked.Failure.PartialContent);
    }

    [Theory]
    [Modes("server_error", OutcomeKind.Transient), Modes("rate_limit_exceeded", OutcomeKind.Throttled), Modes("insufficient_quota", OutcomeKind.OutOfMoney)]
    [Modes("invalid_prompt", OutcomeKind.Refused), Modes("bio_policy", OutcomeKind.Refused), Modes("image_content_policy_violation", OutcomeKind.Refused)]
    [Modes("data_residency_mismatch", OutcomeKind.Unfit), Modes("vector_store_timeout", OutcomeKind.Transient)]
    [Modes("invalid_image", OutcomeKind.BadRequest), Modes("image_too_large", OutcomeKind.BadRequest), Modes("failed_to_download_image", OutcomeKind.BadRequest)]
    [Modes("a_code_of_tomorrow", OutcomeKind.Malformed)]
    public async Task A_failed_response_is_the_failure_that_its_code_names(CallMode mode, string code, OutcomeKind kind)
    {
        var failed = $$"""{"id":"resp_1","object":"response","status":"failed","error":{"code":"{{code}}","message":"It went wrong here."},"output":[],"usage":null}""";
        var asked = await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, failed));
        Assert.Equal(kind, asked.Failure.Attempts[^1].Kind);
        Assert.Contains("It went wrong here", asked.Failure.Attempts[^1].Message, StringComparison.Ordinal);
    }

    [Theory, Modes("null"), Modes("{}")]
    public async Task A_failed_response_without_an_error_is_malformed(CallMode mode, string error) => Assert.Equal(
        OutcomeKind.Malformed,
        (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, $$"""{"id":"resp_1","status":"failed","error":{{error}},"output":[]}"""))).Failure.Attempts[^1].Kind);

    [Theory, Modes]
    public async Task A_refusal_is_reported_as_a_refusal(CallMode mode)
    {
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response("completed", """{"type":"message","content":[{"type":"refusal","refusal":"I will not."}]}""")))).Result;
        Assert.Equal("I will not.", result.Refusal ?? result.Content);
    }

    [Theory, Modes]
    public async Task Items_of_other_types_are_skipped_and_all_messages_belong_to_the_answer(CallMode mode)
    {
        var items = string.Join(',',
            """{"type":"web_search_call","id":"ws_1","status":"completed","action":{"type":"search","query":"tower"}}""",
            """{"type":"message","content":[{"type":"output_text","text":"The tower ","annotations":[{"type":"url_citation","url":"https://example.com/t","title":"Towers","start_index":4,"end_index":9},{"type":"file_citation","file_id":"f","filename":"x"}]},{"type":"output_text","text":"is "}]}""",
            "null", "7", """{"type":"mcp_call","error":"it failed","output":"nothing"}""", """{"type":"compaction","encrypted_content":"zzz"}""",
            Said);
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response("completed", items)))).Result;
        Assert.Equal("The tower is 330 m", result.Content);
        Assert.Equal(new ChatCitation("https://example.com/t", "Towers") { Start = 4, End = 9 }, Assert.Single(result.Citations));
    }

    [Theory, Modes]
    public async Task Tool_calls_are_known_by_their_call_id(CallMode mode)
    {
        var items = string.Join(',',
            """{"type":"function_call","id":"fc_1","call_id":"call_a","name":"look","arguments":"{\"a\":1}","status":"completed"}""",
            """{"arguments":{"b":2},"name":"see","call_id":"call_b","type":"function_call"}""",
            """{"type":"function_call","id":"fc_3","name":"rest","arguments":""}""");
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response("completed", items)), Stage.Question() with { Tools = [new ChatTool("look"), new ChatTool("see"), new ChatTool("rest")] })).Result;
        Assert.Equal([("call_a", "look", """{"a":1}"""), ("call_b", "see", """{"b":2}"""), ("fc_3", "rest", "{}")], result.ToolCalls.Select(call => (call.Id, call.Name, call.Arguments)));
        Assert.Equal("tool_calls", result.FinishReason);
    }

    [Theory, Modes]
    public async Task The_order_of_the_members_makes_no_difference(CallMode mode)
    {
        var turned = """{"usage":{"output_tokens":5,"output_tokens_details":{"reasoning_tokens":2},"input_tokens_details":{"cached_tokens":3},"input_tokens":11},"incomplete_details":{"reason":"max_output_tokens"},"output":[{"content":[{"text":"330 m","type":"output_text"}],"role":"assistant","type":"message"}],"model":"m-2026","created_at":1790000000,"id":"resp_1","status":"incomplete"}""";
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, turned))).Result;
        Assert.Equal(("330 m", "length"), (result.Content, result.FinishReason));
        Assert.Equal((11, 3, 5, 2), (result.Usage!.PromptTokens, result.Usage.CachedTokens, result.Usage.CompletionTokens, result.Usage.ReasoningTokens));
    }

    [Theory]
    [Modes("""{"output":[{"type":"message","content":[{"type":"output_text","text":"330 m"}]}]}""")]
    [Modes("""{"output":[{"content":"330 m"}],"error":null,"status":null,"usage":"none","model":7,"id":{},"created_at":"soon","incomplete_details":[]}""")]
    [Modes("""{"object":"response","status":"completed","output":[{"type":"message","content":{"type":"output_text","text":"330 m"}}],"error":""}""")]
    [Modes("""{"status":"completed","output":[],"output_text":"330 m"}""")]
    public async Task Side_members_that_are_absent_or_of_another_type_harm_nothing(CallMode mode, string response)
    {
        var result = (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, response))).Result;
        Assert.Equal(("330 m", "stop"), (result.Content, result.FinishReason));
        Assert.True(result.Usage!.Estimated);
    }

    [Theory, Modes]
    public async Task Half_a_character_in_an_answer_is_replaced_and_a_whole_one_survives(CallMode mode) => Assert.Equal(
        "a\uFFFDb 🗼",
        (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response("completed", """{"type":"message","content":[{"type":"output_text","text":"a\ud83db \ud83d\uddfc"}]}""")))).Result.Content);

    [Theory]
    [Modes("""{"status":"completed","output":[]}"""), Modes("""{"status":"completed"}"""), Modes("""{"status":"queued","output":[]}"""), Modes("""{"status":"completed","output":[{"type":"web_search_call"}]}""")]
    [Modes("""{"status":"completed","output":[{"type":"message","content":[]}]}""")]
    public async Task A_response_that_says_nothing_is_not_an_answer(CallMode mode, string response) =>
        Assert.Equal(OutcomeKind.Malformed, (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, response))).Failure.Attempts[^1].Kind);

    [Theory, Modes]
    public async Task A_limit_that_reasoning_used_up_says_so(CallMode mode) => Assert.Equal(
        ErrorCode.OutputLimit,
        (await ResponseScript.AskAsync(mode, ResponseScript.Of(mode, Response("incomplete", """{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x"}""", "max_output_tokens")))).Failure.Code);

    private static string Response(string status, string items, string? reason = null) =>
        $$$"""{"id":"resp_1","object":"response","created_at":1790000000,"status":"{{{status}}}","error":null,"incomplete_details":{{{Details(reason)}}},"model":"m-2026","output":[{{{items}}}],"usage":{"input_tokens":9,"output_tokens":3,"total_tokens":12}}""";

    private static string Details(string? reason) => reason is null ? "null" : $$"""{"reason":"{{reason}}"}""";
}
