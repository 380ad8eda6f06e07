using System.Linq;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>What an answer is, whole and in pieces, on each wire.</summary>
public sealed class WireStreamTests
{
    [Theory, Wires]
    public async Task The_text_is_whole_in_every_mode_and_shown_piece_by_piece_only_in_a_visible_stream(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Text("Zürich 🐑 und 日本, \"quoted\"\nand a second line"));
        var asked = await stage.AskAsync(mode);
        Assert.Equal("Zürich 🐑 und 日本, \"quoted\"\nand a second line", asked.Result.Content);
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
        Assert.Equal(("stop", "alpha", "one"), (asked.Result.FinishReason, asked.Result.ModelUsed, asked.Result.Provider));
        Assert.Equal(mode != CallMode.Plain, stage.One.Requests[0].IsStream);
    }

    [Theory]
    [Wires(1), Wires(7)]
    public async Task Characters_lines_and_events_survive_being_split(string wire, CallMode mode, int slice)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Text("one 🐑 two 日本 three").CrLf().SplitCharacters(slice));
        Assert.Equal("one 🐑 two 日本 three", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [Wires("gzip"), Wires("deflate"), Wires("br")]
    public async Task Packed_answers_are_unpacked(string wire, CallMode mode, string packing)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        var reply = Reply.Words(12);
        stage.One.OnAny().Answer(packing switch { "gzip" => reply.Gzip(), "deflate" => reply.Deflate(), _ => reply.Brotli() });
        Assert.EndsWith("word12", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory, Wires]
    public async Task Reasoning_comes_apart_from_the_text(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Reasoning("towers are high", "330 m"));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("330 m", "towers are high"), (result.Content, result.Reasoning));
    }

    [Theory, Wires]
    public async Task Tool_calls_come_whole_with_their_arguments_and_ids(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", """{"where":"up","many":[1,2]}"""), ("look", """{"where":"down"}"""), ("rest", "{}")));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(["look", "look", "rest"], result.ToolCalls.Select(call => call.Name));
        Assert.Equal(["""{"where":"up","many":[1,2]}""", """{"where":"down"}""", "{}"], result.ToolCalls.Select(call => call.Arguments.Replace(" ", "")));
        Assert.Equal(3, result.ToolCalls.Select(call => call.Id).Distinct().Count());
        Assert.Equal("tool_calls", result.FinishReason);
    }

    [Theory, Wires]
    public async Task An_answer_that_the_token_limit_ended_is_a_success_with_a_warning(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Length("as far as it"));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("as far as it", "length"), (result.Content, result.FinishReason));
        Assert.NotEmpty(result.Warnings);
    }

    [Theory, Wires]
    public async Task An_answer_that_a_filter_ended_is_refused(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.ContentFilter());
        Assert.Equal((ErrorCode.ContentRefused, 0), ((await stage.AskAsync(mode)).Failure.Code, stage.Two.CallCount));
    }

    [Theory, Wires(CutKind.Closed), Wires(CutKind.Ended)]
    public async Task A_stream_that_ends_without_its_end_is_never_a_success(string wire, CallMode mode, CutKind how)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(20).CutAfter(9, how));
        var asked = await stage.AskAsync(mode);
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal(ErrorCode.AnswerCut, asked.Failure.Code);
            Assert.Equal("word1 word2 word3 word4 word5 word6 word7 word8 word9", asked.Failure.PartialContent);
        }
        else
        {
            Assert.Equal("answer from two to How high is the tower?", asked.Result.Content);
            Assert.Equal(2, stage.One.CallCount);
        }
    }

    [Theory, Wires]
    public async Task An_error_after_shown_text_is_an_error_with_what_came(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(9).ErrorEvent("overloaded_error", "Overloaded", 3, "overloaded_error"));
        var asked = await stage.AskAsync(mode);
        if (mode == CallMode.VisibleStream)
        {
            Assert.Equal("word1 word2 word3", asked.Failure.PartialContent);
        }
        else
        {
            Assert.Equal("two", asked.Result.Provider);
        }
    }

    [Theory, Wires]
    public async Task Unknown_events_and_comments_are_skipped(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(9).UnknownEvents().Pings(default, 2, 4));
        Assert.EndsWith("word8 word9", (await stage.AskAsync(mode)).Result.Content);
    }

    [Theory]
    [Wires("application/json"), Wires("text/event-stream"), Wires("text/plain"), Wires("")]
    public async Task A_content_type_that_lies_costs_nothing(string wire, CallMode mode, string type)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Words(9).As(type));
        Assert.EndsWith("word8 word9", (await stage.AskAsync(mode)).Result.Content);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [Modes("openai", """{"model":"x","choices":[{"message":{"content":"one two"},"finish_reason":"stop"}]}""")]
    [Modes("anthropic", """{"id":"m","type":"message","role":"assistant","model":"x","content":[{"type":"text","text":"one two"}],"stop_reason":"end_turn","usage":{"input_tokens":3,"output_tokens":2}}""")]
    [Modes("openai-responses", """{"id":"r","object":"response","model":"x","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"one two"}]}]}""")]
    [Modes("gemini", """{"modelVersion":"x","candidates":[{"content":{"parts":[{"text":"one two"}]},"finishReason":"STOP"}]}""")]
    public async Task A_whole_answer_is_read_whatever_it_is_called_and_whatever_stands_around_it(CallMode mode, string wire, string body)
    {
        foreach (var type in new[] { "application/json", "text/event-stream", "text/plain", "" })
        {
            foreach (var (before, after) in new[] { ("", ""), ("\uFEFF", "\n"), ("\n\n  ", ""), (": ping\n\n", ""), ("data: ", "\n\n") })
            {
                await using var stage = Stage.Alone().Speaking(wire);
                stage.One.OnAny().Answer(Reply.Json(200, before + body + after).As(type));
                var asked = await stage.AskAsync(mode);
                Assert.Equal(("one two", "stop", 1), (asked.Result.Content, asked.Result.FinishReason, stage.One.CallCount));
                Assert.Equal(mode == CallMode.VisibleStream ? "one two" : "", asked.Shown);
            }
        }
    }

    [Theory, Wires]
    public async Task An_answer_in_the_other_form_than_was_asked_for_is_read_all_the_same(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(mode == CallMode.Plain ? Reply.Words(9).StreamToPlain() : Reply.Words(9).PlainToStream());
        Assert.EndsWith("word8 word9", (await stage.AskAsync(mode)).Result.Content);
    }
}
