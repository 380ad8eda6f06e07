using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>The row Malformed of the table and the answers that lie, on the wire.</summary>
public sealed class MalformedTests
{
    public static Reply Nonsense(string name) => name switch
    {
        "an error without a known code" => Reply.ErrorIn200("weird_code", "something odd", null),
        "an error text in a 200" => Reply.Json(200, """{"error":"something odd"}"""),
        "an error in the choice" => Reply.Json(200, """{"choices":[{"index":0,"error":{"message":"odd"},"message":{"content":""}}]}"""),
        "broken JSON" => Reply.BrokenJson(),
        "an empty 200" => Reply.Empty200(),
        "another object" => Reply.Json(200, """{"status":"ok"}"""),
        "no choices" => Reply.Json(200, """{"id":"x","choices":[]}"""),
        "a null choice" => Reply.Json(200, """{"id":"x","choices":[null]}"""),
        "a list" => Reply.Json(200, "[1,2]"),
        "a text" => Reply.Json(200, "\"upstream connect error\""),
        "a page" => Reply.Html(200),
        "an empty answer" => Reply.EmptyContent(),
        "blanks" => Reply.Text("  \n "),
        "finish reason error" => Reply.Text("half").Finish("error"),
        "an error event before the first token" => Reply.Echo.ErrorEvent("weird_code", "odd", type: null),
        "an error event after tokens" => Reply.Words(9).ErrorEvent("weird_code", "odd", 3, type: null),
        "an unreadable event before the first token" => Reply.Words(9).UnreadableEvent(),
        "an unreadable event after tokens" => Reply.Words(9).UnreadableEvent(3),
        "garbage that claims to be br" => Reply.Json(200, "this was never packed").WithHeader("content-encoding", "br"),
        "garbage that claims to be gzip" => Reply.Json(200, "this was never packed").WithHeader("content-encoding", "gzip"),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, null),
    };

    [Theory]
    [Modes("an error without a known code"), Modes("an error text in a 200"), Modes("an error in the choice"), Modes("broken JSON"), Modes("an empty 200")]
    [Modes("another object"), Modes("no choices"), Modes("a null choice"), Modes("a list"), Modes("a text"), Modes("a page"), Modes("an empty answer")]
    [Modes("an error event before the first token"), Modes("an unreadable event before the first token")]
    public async Task A_200_that_is_not_a_completion_is_retried_once_and_then_the_next_target_answers(CallMode mode, string reply)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Nonsense(reply));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
        Assert.Equal([0.125], stage.Waits);
    }

    [Theory]
    [InlineData("blanks"), InlineData("an error event after tokens"), InlineData("an unreadable event after tokens")]
    public async Task Unseen_text_of_a_streamed_wire_may_start_over_too(string reply)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Nonsense(reply));
        var asked = await stage.AskAsync(CallMode.StreamedWire);
        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [InlineData("blanks"), InlineData("finish reason error"), InlineData("an error event after tokens")]
    public async Task Once_something_was_shown_the_target_never_changes(string reply)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Nonsense(reply));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal((ErrorCode.AnswerCut, 1, 0), (asked.Failure.Code, stage.One.CallCount, stage.Two.CallCount));
        Assert.Equal(asked.Shown, asked.Failure.PartialContent);
    }

    [Fact]
    public async Task After_shown_text_an_unreadable_event_is_left_out_with_a_warning_on_the_result()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Words(9).UnreadableEvent(3));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal("word1 word2 word3 word4 word5 word6 word7 word8 word9", asked.Result.Content);
        Assert.Contains("An event of the stream could not be read and was left out.", asked.Result.Warnings);
    }

    [Theory]
    [Modes("garbage that claims to be br"), Modes("garbage that claims to be gzip")]
    public async Task A_body_that_cannot_be_unpacked_is_a_fault_like_any_other(CallMode mode, string reply)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Nonsense(reply));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("two", asked.Result.Provider);
        Assert.Equal(2, stage.One.CallCount);
    }

    [Theory]
    [Modes("rate_limit_exceeded", OutcomeKind.Throttled), Modes("insufficient_quota", OutcomeKind.OutOfMoney), Modes("model_not_found", OutcomeKind.Unfit)]
    [Modes("context_length_exceeded", OutcomeKind.TooLong), Modes("overloaded_error", OutcomeKind.Transient), Modes("invalid_api_key", OutcomeKind.BadCredential)]
    public async Task An_error_inside_a_200_is_what_its_code_says(CallMode mode, string code, OutcomeKind kind)
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.ErrorIn200(code, type: null) : Reply.Echo.ErrorEvent(code, "inside a 200", type: null));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(kind, asked.Kinds.First());
        Assert.Equal("two", asked.Result.Provider);
    }

    [Theory, Modes]
    public async Task A_content_policy_inside_a_200_ends_the_call(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Echo.ErrorEvent("content_filter", "no"));
        Assert.Equal(ErrorCode.ContentRefused, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [Modes(200, """{"error":{"message":"half a character \ud83d here"}}""")]
    [Modes(500, """{"error":{"message":"half a character \ud83d here","code":"\udc00"}}""")]
    [Modes(200, """{"choices":[{"message":{"content":null,"tool_calls":[null]}}]}""")]
    [Modes(200, """{"choices":[{"message":{"content":"x"}}],"error":{"code":{"deep":1}}}""")]
    [Modes(500, "[]"), Modes(500, "null"), Modes(500, "{}"), Modes(500, """{"error":[]}"""), Modes(500, """{"error":{"details":[1,null,{"retryDelay":7,"violations":3}],"retry_after":{}}}""")]
    [Modes(200, "data: {\"choices\":[null]}\n\ndata: [DONE]\n\n")]
    [Modes(200, "data: {\"choices\":[{\"delta\":null}]}\n\ndata: [DONE]\n\n")]
    [Modes(200, "data: {\"choices\":[{\"delta\":{\"tool_calls\":[null]}}]}\n\ndata: [DONE]\n\n")]
    [Modes(200, "event: error\ndata: overloaded\n\n")]
    public async Task No_reply_however_odd_ends_in_a_crash(CallMode mode, int status, string body)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Json(status, body));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
    }

    [Theory, Modes]
    public async Task The_prompt_sent_back_without_a_generated_token_is_not_an_answer(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text("How high is the tower?").WithUsage(6, 0));
        var asked = await stage.AskAsync(mode);
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal(OutcomeKind.Cut, asked.Failure.Kind);
            return;
        }

        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
        Assert.Contains("repeats the prompt", asked.Attempts[0].Message);
    }

    [Theory, Modes]
    public async Task A_model_that_was_asked_to_repeat_may_do_so(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("How high is the tower?"));
        Assert.Equal("How high is the tower?", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [Modes("{\"error\":{\"message\":\"upstream is down\"}}"), Modes("<html><body>502 Bad Gateway</body></html>"), Modes("Error: upstream answered 500")]
    public async Task An_error_text_of_another_server_without_a_generated_token_is_not_an_answer(CallMode mode, string content)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text(content).WithUsage(6, 0));
        var asked = await stage.AskAsync(mode);
        Assert.NotEqual("one", asked.Answered?.Provider);
        Assert.Equal(mode == CallMode.VisibleStream ? OutcomeKind.Cut : OutcomeKind.Malformed, asked.Kinds.First());
    }

    [Theory, Modes]
    public async Task A_model_may_write_about_errors(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("Error: is how such lines begin"));
        Assert.Equal("one", (await stage.AskAsync(mode)).Result.Provider);
    }

    [Theory, Modes]
    public async Task Tool_calls_are_not_empty(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.ToolCalls(("measure", """{"what":"tower"}"""), ("add", """{"a":1}""")));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal([new ChatToolCall("call_1", "measure", """{"what":"tower"}"""), new ChatToolCall("call_2", "add", """{"a":1}""")], result.ToolCalls);
        Assert.Equal(("", "tool_calls", 1), (result.Content, result.FinishReason, result.AttemptCount));
    }

    [Theory, Modes]
    public async Task A_refusal_in_the_models_own_words_is_not_empty(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Refusal("I would rather not say"));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("I would rather not say", "I would rather not say"), (result.Refusal, result.Content));
        Assert.Contains("The model declined to answer.", result.Warnings);
    }

    [Theory, Modes]
    public async Task An_answer_that_ends_at_the_token_limit_is_a_success_with_a_warning(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Length("it is about"));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("it is about", "length", "one"), (result.Content, result.FinishReason, result.Provider));
        Assert.Contains("The answer ends at the token limit (finish reason 'length').", result.Warnings);
    }

    [Theory]
    [Modes(""), Modes("reasoned only")]
    public async Task An_empty_answer_at_the_token_limit_is_an_error_without_retry(CallMode mode, string reasoning)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(reasoning.Length == 0 ? Reply.EmptyContent("length") : Reply.Reasoning(reasoning, "").Finish("length"));
        var failure = (await stage.AskAsync(mode)).Failure;
        Assert.Equal((ErrorCode.OutputLimit, ExitCode.BadUsage), (failure.Code, ExitCode.Of(failure.Code)));
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [Modes(CutAction.Fail), Modes(CutAction.Restart)]
    public async Task JSON_that_the_token_limit_broke_is_an_error_without_retry(CallMode mode, CutAction onCut)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Length("{\"height\": 3"));
        var failure = (await stage.AskAsync(mode, Schema() with { OnCut = onCut })).Failure;
        Assert.Equal((ErrorCode.OutputLimit, "{\"height\": 3"), (failure.Code, failure.PartialContent));
        Assert.Equal((1, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory, InlineData(CallMode.Plain), InlineData(CallMode.StreamedWire)]
    public async Task An_answer_that_breaks_the_promise_of_JSON_starts_over(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text("It is 330 m high."));
        stage.Two.OnAny().Answer(Reply.Text("{\"height\":330}"));
        var asked = await stage.AskAsync(mode, Schema());
        Assert.Equal("{\"height\":330}", asked.Result.Content);
        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
    }

    [Theory]
    [Modes("```json\n{\"height\":330}\n```"), Modes("\n```\r\n{\"height\":330}\r\n```\n"), Modes("```JSON\n{\"height\":330}```")]
    public async Task JSON_in_a_block_of_Markdown_is_the_answer_without_the_block(CallMode mode, string text)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text(text));
        var asked = await stage.AskAsync(mode, Schema());
        Assert.Equal(("{\"height\":330}", 1), (asked.Result.Content, stage.One.CallCount));
    }

    [Theory, InlineData(CallMode.Plain), InlineData(CallMode.StreamedWire)]
    public async Task An_answer_that_does_not_follow_its_schema_starts_over(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text("{\"height\":\"tall\"}"));
        stage.Two.OnAny().Answer(Reply.Text("{\"height\":330}"));
        var asked = await stage.AskAsync(mode, Schema());
        Assert.Equal("{\"height\":330}", asked.Result.Content);
        Assert.Equal([OutcomeKind.Malformed, OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
        Assert.Contains("$.height is a text, not number", asked.Result.Attempts[0].Message, System.StringComparison.Ordinal);
    }

    [Theory, Modes]
    public async Task A_refusal_in_place_of_JSON_is_passed_on(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Refusal("No."));
        Assert.Equal("No.", (await stage.AskAsync(mode, Schema())).Result.Refusal);
    }

    private static ChatRequest Schema() => Stage.Question() with { JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"height":{"type":"number"}}}""") };
}
