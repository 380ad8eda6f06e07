using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>A good end after something that went wrong does not make it good, on any wire: neither the wire's own end nor <c>[DONE]</c>, which is an end on one wire only.</summary>
public sealed class WireEndTests
{
    private const string Own = "its own", Marked = "its own with its mark", Bracketed = "data: [DONE]\n\n";

    [Theory]
    [Wires("""data: {"object":"error","message":"EngineCore encountered an issue.","code":500}"""), Wires("""data: {"text":"NETWORK ERROR DUE TO HIGH TRAFFIC.","error_code":50001}"""), Wires("""data: {"code":"node_lost","message":"The node is gone."}""")]
    [Wires("""data: {"detail":"Internal Server Error"}"""), Wires("event: error\ndata: worker lost"), Wires("event: stream-error\ndata: {\"node\":7}"), Wires("""data: {"error":{"message":"worker lost"}}"""), Wires("""data: {"type":"error","message":"worker lost"}""")]
    public async Task After_an_event_that_looks_like_an_error_the_answer_is_not_one(string wire, CallMode mode, string lookalike)
    {
        foreach (var end in new[] { Own, Marked, Bracketed })
        {
            foreach (var text in new[] { "", "one two " })
            {
                await using var stage = Stage.Chain().Speaking(wire);
                stage.One.OnAny().Answer(Body(wire, text, lookalike + "\n\n", end));
                var asked = await stage.AskAsync(mode);
                Assert.NotEqual(OutcomeKind.Answered, asked.Kinds.First());
                AssertBroken(asked, mode, text);
            }
        }
    }

    [Theory, Wires]
    public async Task After_an_unreadable_event_an_end_without_a_finish_reason_is_a_cut(string wire, CallMode mode)
    {
        foreach (var end in new[] { Own, Bracketed })
        {
            await using var stage = Stage.Chain().Speaking(wire);
            stage.One.OnAny().Answer(Body(wire, "one two ", "data: {\"garb\n\n", end));
            var asked = await stage.AskAsync(mode);
            if (wire == "openai-responses" && end == Own && mode == CallMode.VisibleStream)
            {
                // The end of a response says it whole, with its reason.
                Assert.Equal("one two three", asked.Result.Content);
                Assert.NotEmpty(asked.Result.Warnings);
                continue;
            }

            Assert.Equal(mode == CallMode.VisibleStream ? OutcomeKind.Cut : OutcomeKind.Malformed, asked.Kinds.First());
            AssertBroken(asked, mode, "one two ");
        }
    }

    [Theory, Wires]
    public async Task An_end_without_a_finish_reason_is_whole_if_everything_could_be_read(string wire, CallMode mode)
    {
        if (wire == "gemini")
        {
            // Its end is its finish reason.
            return;
        }

        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Body(wire, "one two ", "", Own));
        Assert.Equal(("one two three", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory, Wires]
    public async Task Another_wires_done_without_the_wires_own_end_is_a_cut(string wire, CallMode mode)
    {
        if (SaidEvents.Done(wire, "") == Bracketed)
        {
            return;
        }

        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Body(wire, "one two ", "", Bracketed));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(OutcomeKind.Cut, asked.Kinds.First());
        AssertBroken(asked, mode, "one two ");
    }

    [Theory, Wires]
    public async Task Another_wires_done_after_a_finish_reason_harms_nothing(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", SaidEvents.Head(wire) + SaidEvents.Text(wire, "one two") + SaidEvents.Mark(wire, "one two") + (wire == "openai-responses" ? SaidEvents.Done(wire, "one two") : "") + Bracketed));
        Assert.Equal(("one two", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    private static Reply Body(string wire, string text, string between, string end) => Reply.Raw(200, "text/event-stream", SaidEvents.Head(wire) + (text.Length > 0 ? SaidEvents.Text(wire, text) : "") + between
        + SaidEvents.Text(wire, "three") + (end == Marked ? SaidEvents.Mark(wire, text + "three") : "") + (end == Bracketed ? end : SaidEvents.Done(wire, text + "three")));

    private static void AssertBroken(Asked asked, CallMode mode, string text)
    {
        if (mode == CallMode.VisibleStream && text.Length > 0)
        {
            Assert.Equal(ErrorCode.AnswerCut, asked.Failure.Code);
            Assert.StartsWith(text, asked.Failure.PartialContent, StringComparison.Ordinal);
            Assert.Equal(asked.Failure.PartialContent, asked.Shown);
        }
        else
        {
            Assert.Equal("two", asked.Result.Provider);
        }
    }
}
