using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>A finish reason is a mark and not the end, and a whole message never doubles its pieces: on every wire, in streams that were asked for or not.</summary>
public sealed class WireMarkTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, Wires]
    public async Task Text_after_the_mark_belongs_to_the_answer(string wire, CallMode mode) =>
        await AssertWholeAsync(wire, mode, "one two three", [SaidEvents.Text(wire, "one "), SaidEvents.Text(wire, "two "), SaidEvents.Mark(wire, "one two "), SaidEvents.Text(wire, "three"), SaidEvents.Mark(wire, "one two three")]);

    [Theory, Wires]
    public async Task Marks_in_every_chunk_do_not_end_the_answer(string wire, CallMode mode) =>
        await AssertWholeAsync(wire, mode, "The capital of Australia is Canberra.", ["The capital ", "of Australia ", "is Canberra."], SaidEvents.MarkedText);

    [Theory, Wires]
    public async Task A_whole_message_after_its_pieces_adds_nothing(string wire, CallMode mode) =>
        await AssertWholeAsync(wire, mode, "Rivers run to the sea.", [SaidEvents.Text(wire, "Rivers "), SaidEvents.Text(wire, "run "), SaidEvents.Text(wire, "to the sea."), SaidEvents.Whole(wire, "Rivers run to the sea.")]);

    [Theory, Wires]
    public async Task A_whole_message_alone_is_the_answer(string wire, CallMode mode) =>
        await AssertWholeAsync(wire, mode, "Rivers run.", [SaidEvents.Whole(wire, "Rivers run.")]);

    [Theory, Wires]
    public async Task Words_that_repeat_themselves_stay(string wire, CallMode mode) =>
        await AssertWholeAsync(wire, mode, "row row row your boat", [.. new[] { "row ", "row ", "row ", "your boat" }.Select(piece => SaidEvents.Text(wire, piece)), SaidEvents.Mark(wire, "row row row your boat")]);

    [Theory, Wires]
    public async Task An_end_without_a_mark_is_a_cut(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", SaidEvents.Head(wire) + SaidEvents.Text(wire, "one ") + SaidEvents.Text(wire, "two ")));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(OutcomeKind.Cut, asked.Kinds.First());
        Assert.Equal(mode == CallMode.VisibleStream ? null : "two", asked.Answered?.Provider);
    }

    [Theory, Wires]
    public async Task Unreadable_data_after_the_end_of_the_text_does_no_harm(string wire, CallMode mode)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", SaidEvents.Head(wire) + SaidEvents.Text(wire, "one ") + SaidEvents.Text(wire, "two") + SaidEvents.Mark(wire, "one two") + (wire == "openai-responses" ? SaidEvents.Done(wire, "one two") : "") + "data: {\"garb\n\n" + SaidEvents.Done(wire, "one two")));
        Assert.Equal(("one two", 1), ((await stage.AskAsync(mode)).Result.Content, stage.One.CallCount));
    }

    [Theory, Wires]
    public async Task Counts_by_themselves_after_a_mark_complete_a_stream_that_stays_open(string wire, CallMode mode)
    {
        await using var stage = Open(wire, new WatchedClock(), SaidEvents.Text(wire, "one "), SaidEvents.Text(wire, "two"), SaidEvents.Mark(wire, "one two"), SaidEvents.Counts(wire, 8, 9), wire is "openai-responses" or "anthropic" ? SaidEvents.Done(wire, "one two", 8, 9) : "");
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(("one two", 8, 9), (result.Content, result.Usage!.PromptTokens, result.Usage.CompletionTokens));
    }

    [Theory, Wires]
    public async Task One_mark_and_a_second_of_silence_complete_a_stream_that_stays_open(string wire, CallMode mode)
    {
        var clock = new WatchedClock();
        await using var stage = Open(wire, clock, SaidEvents.Text(wire, "one "), SaidEvents.Text(wire, "two"), SaidEvents.Mark(wire, "one two"));
        var asking = stage.AskAsync(mode, new ChatLimits { MaxRetries = 0, Stall = TimeSpan.FromSeconds(20) });
        if (wire == "openai-responses")
        {
            // The end of an item is not the end of the response.
            await clock.SetAsync(TimeSpan.FromSeconds(20), 2);
            clock.Advance(TimeSpan.FromSeconds(20));
            Assert.Equal("one two", (await asking.WaitAsync(Patience)).Failure.PartialContent);
            return;
        }

        await clock.SetAsync(TimeSpan.FromSeconds(1));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("one two", (await asking.WaitAsync(Patience)).Result.Content);
    }

    /// <summary>A stage whose provider says this and then nothing more, with the connection open.</summary>
    private static Stage Open(string wire, TimeProvider clock, params string[] events) =>
        new Stage(["one/alpha"], []) { Clock = clock, Handler = new GatedBody(SaidEvents.Head(wire) + string.Concat(events)) }.Speaking(wire);

    private static Task AssertWholeAsync(string wire, CallMode mode, string whole, string[] pieces, Func<string, string, string> said) =>
        AssertWholeAsync(wire, mode, whole, [.. pieces.Select(piece => said(wire, piece))]);

    private static async Task AssertWholeAsync(string wire, CallMode mode, string whole, string[] events)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", SaidEvents.Head(wire) + string.Concat(events) + SaidEvents.Done(wire, whole)));
        var asked = await stage.AskAsync(mode);
        Assert.Equal((whole, "stop", 1), (asked.Result.Content, asked.Result.FinishReason, stage.One.CallCount));
        Assert.Equal(mode == CallMode.VisibleStream ? whole : "", asked.Shown);
        Assert.Empty(asked.Result.Warnings);
    }
}
