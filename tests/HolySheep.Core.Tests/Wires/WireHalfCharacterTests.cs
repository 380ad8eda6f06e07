using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat.Parts;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Half a surrogate pair is joined with its other half in the next piece on every wire; a half that stays alone is U+FFFD and costs no answer.</summary>
public sealed class WireHalfCharacterTests
{
    // In place of the halves of 😀, which are no text of their own.
    private const char High = '\uE000', Low = '\uE001';

    [Theory]
    [Wires("Well done 😀 indeed.", "Well done \uE000", "\uE001 indeed."), Wires("😀😀", "\uE000", "\uE001\uE000", "\uE001"), Wires("a😀", "a\uE000", "", "\uE001")]
    [Wires("half \uFFFD and on", "half \uE000", " and on"), Wires("half \uFFFD", "half ", "\uE000"), Wires("x\uFFFDy", "x\uE001y"), Wires("\uFFFD\uFFFD", "\uE001", "\uE000")]
    public async Task Halves_of_the_text_and_of_the_reasoning_are_joined(string wire, CallMode mode, string whole, params string[] pieces)
    {
        // Where a wire says the whole text again, its halves stand there as they came or as U+FFFD.
        foreach (var again in new[] { whole, string.Concat(pieces) })
        {
            await using var stage = Stage.Alone().Speaking(wire);
            stage.One.OnAny().Answer(Say(SaidEvents.Head(wire) + string.Concat(pieces.Select(piece => SaidEvents.Reasoning(wire, piece))) + string.Concat(pieces.Select(piece => SaidEvents.Text(wire, piece))) + SaidEvents.Mark(wire, again) + SaidEvents.Done(wire, again)));
            var asked = await stage.AskAsync(mode);
            Assert.Equal((whole, whole, 1), (asked.Result.Content, asked.Result.Reasoning, stage.One.CallCount));
            Assert.Equal(mode == CallMode.VisibleStream ? whole : "", asked.Shown);
            Assert.Empty(asked.Result.Warnings);
        }
    }

    [Theory, Wires]
    public async Task Halves_of_arguments_are_joined(string wire, CallMode mode)
    {
        var call = new ChatToolCall("c1", "look", """{"face":"😀"}""");
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Say(SaidCalls.Begin(wire, 0, call) + SaidCalls.Piece(wire, 0, call, $$"""{"face":"{{High}}""") + SaidCalls.Piece(wire, 0, call, $$"""{{Low}}"}""") + SaidCalls.End(wire, 0, call) + SaidCalls.Done(wire)));
        Assert.Equal(call, (await stage.AskAsync(mode)).Result.ToolCalls.Single() with { ProviderData = null });
    }

    [Theory, Wires]
    public async Task A_half_that_ends_a_whole_answer_costs_one_character(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Say(SaidEvents.Head(wire) + SaidEvents.Whole(wire, $"fine {High}") + SaidEvents.Done(wire, $"fine {High}")));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("fine \uFFFD", 1), (asked.Result.Content, stage.One.CallCount));
        Assert.Equal(mode == CallMode.VisibleStream ? "fine \uFFFD" : "", asked.Shown);
    }

    private static Reply Say(string body) => Reply.Raw(200, "text/event-stream", body.Replace("\\uE000", "\\ud83d", StringComparison.Ordinal).Replace("\\uE001", "\\ude00", StringComparison.Ordinal));
}
