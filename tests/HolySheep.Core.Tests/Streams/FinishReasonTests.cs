using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.Providers.Answers;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Streams;

/// <summary>What the vendors' finish reasons mean, plain and streamed.</summary>
public sealed class FinishReasonTests
{
    [Theory]
    [Modes("stop", "stop"), Modes("STOP", "stop"), Modes("end_turn", "stop"), Modes("eos", "stop"), Modes("stop_sequence", "stop"), Modes("COMPLETE", "stop")]
    [Modes("length", "length"), Modes("MAX_TOKENS", "length"), Modes("model_length", "length"), Modes("model_context_window_exceeded", "length"), Modes("max_output_tokens", "length")]
    [Modes("null", null), Modes("", null), Modes("None", null)]
    public async Task A_whole_answer_has_one_of_the_known_words(CallMode mode, string reason, string? word)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("It is 330 m high.").Finish(reason));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("It is 330 m high.", word), (result.Content, result.FinishReason));
    }

    [Theory]
    [Modes("error"), Modes("ERROR"), Modes("insufficient_system_resource"), Modes("network_error"), Modes("abort"), Modes("MALFORMED_FUNCTION_CALL"), Modes("OTHER"), Modes("user_cancel")]
    [Modes("engine_error"), Modes("server_overloaded"), Modes("generation_failed")]
    public async Task A_broken_answer_is_a_cut_and_never_a_success(CallMode mode, string reason)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text("To reset the router, first hold").Finish(reason));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(OutcomeKind.Cut, asked.Kinds.First());
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal((ErrorCode.AnswerCut, "To reset the router, first hold"), (asked.Failure.Code, asked.Failure.PartialContent));
            Assert.Contains(reason, asked.Failure.Message);
        }
        else
        {
            Assert.Equal("two", asked.Result.Provider);
        }
    }

    [Theory]
    [Modes("content_filter"), Modes("SAFETY"), Modes("sensitive"), Modes("refusal"), Modes("RECITATION"), Modes("guardrail_intervened"), Modes("blocked_by_safety_v2")]
    public async Task A_refusal_ends_the_call_with_its_reason(CallMode mode, string reason)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.EmptyContent(reason));
        Assert.Equal(ErrorCode.ContentRefused, (await stage.AskAsync(mode)).Failure.Code);
        Assert.Equal(0, stage.Two.CallCount);
    }

    [Theory]
    [Modes("network_error", OutcomeKind.Cut), Modes("MALFORMED_FUNCTION_CALL", OutcomeKind.Cut), Modes("SAFETY", OutcomeKind.Refused)]
    public async Task A_gateways_stop_does_not_hide_how_the_server_behind_it_ended(CallMode mode, string native, OutcomeKind kind)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Natively(mode, "stop", native));
        Assert.Equal(kind, (await stage.AskAsync(mode)).Kinds.First());
    }

    [Theory]
    [Modes("stop", "STOP", "stop"), Modes("stop", "completed", "stop"), Modes("stop", "max_tokens", "stop"), Modes("length", "error", "length"), Modes("stop", "satisfied", "stop")]
    public async Task The_gateways_word_counts_otherwise(CallMode mode, string reason, string native, string word)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Natively(mode, reason, native));
        Assert.Equal(word, (await stage.AskAsync(mode)).Result.FinishReason);
    }

    [Theory, Modes]
    public async Task An_unknown_word_is_kept_and_is_a_stop_with_a_warning(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("It is 330 m high.").Finish("weather"));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("It is 330 m high.", "weather"), (result.Content, result.FinishReason));
        Assert.Contains(result.Warnings, warning => warning.Contains("'weather'", System.StringComparison.Ordinal));
    }

    [Theory, Modes("pause_turn", "pause_turn"), Modes("model_context_window_exceeded", "context window is full")]
    public async Task Some_finish_reasons_give_a_warning(CallMode mode, string reason, string told)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("It is 330 m").Finish(reason));
        Assert.Contains((await stage.AskAsync(mode)).Result.Warnings, warning => warning.Contains(told, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { "stop", "length" }, "length"), InlineData(new[] { "error", "stop" }, "error"), InlineData(new[] { "content_filter", "stop" }, "content_filter")]
    public void The_last_word_counts_unless_an_earlier_one_says_that_there_is_no_answer(string[] reasons, string word)
    {
        var answer = new AnswerBuilder();
        foreach (var reason in reasons)
        {
            answer.Add(new AnswerChunk { FinishReason = reason });
        }

        Assert.Equal(word, answer.Finish!.Word);
    }

    private static Reply Natively(CallMode mode, string reason, string native)
    {
        var end = $$"""
            "finish_reason":"{{reason}}","native_finish_reason":"{{native}}"
            """;
        return mode == CallMode.Plain
            ? Reply.Json(200, $$$"""{"choices":[{"index":0,"message":{"content":"It is 330 m"},{{{end}}}}]}""")
            : Wire.Stream(Wire.Chunk("It is 330 m"), Wire.Event($$$"""{"choices":[{"index":0,"delta":{"content":""},{{{end}}}}]}"""), Wire.Done);
    }
}
