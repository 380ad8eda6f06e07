using System;
using System.Linq;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Streams;

/// <summary>A finish reason is a mark, not the end: where a stream is whole, and where it was cut.</summary>
public sealed class FinishMarkTests
{
    private const string Counts = """{"choices":[],"usage":{"prompt_tokens":8,"completion_tokens":9}}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(CallMode.StreamedWire, true), InlineData(CallMode.VisibleStream, true), InlineData(CallMode.StreamedWire, false), InlineData(CallMode.VisibleStream, false)]
    public async Task Marks_in_every_chunk_do_not_end_the_answer(CallMode mode, bool done)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("", "stop"), Wire.Chunk("The capital ", "stop"), Wire.Chunk("of Australia ", "stop"), Wire.Chunk("is Canberra.", "stop"), done ? Wire.Done : ""));
        await AssertWholeAsync(stage, mode, "The capital of Australia is Canberra.");
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Text_after_the_mark_belongs_to_the_answer(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), Wire.Chunk("two ", "stop"), Wire.Chunk("three"), Wire.Done));
        await AssertWholeAsync(stage, mode, "one two three");
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task The_last_counts_of_chunks_that_all_count_are_taken(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Enumerable.Range(1, 3).Select(number =>
            Wire.Event($$$"""{"choices":[{"delta":{"content":"{{{number}}} "},"finish_reason":"stop"}],"usage":{"prompt_tokens":8,"completion_tokens":{{{number}}}}}""")).Append(Wire.Done)));
        Assert.Equal(3, (await AssertWholeAsync(stage, mode, "1 2 3 ")).Usage.CompletionTokens);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Counts_by_themselves_after_a_mark_complete_a_stream_that_stays_open(CallMode mode)
    {
        using var client = Open(new WatchedClock(), Wire.Chunk("one ", "stop"), Wire.Chunk("two", "stop"), Wire.Event(Counts));
        var result = (await Caller.AskAsync(client, Stage.Question(), mode).WaitAsync(Patience)).Result;
        Assert.Equal(("one two", 9), (result.Content, result.Usage.CompletionTokens));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Counts_before_the_mark_complete_nothing(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), Wire.Event(Counts), Wire.Chunk("two", "stop"), Wire.Done));
        await AssertWholeAsync(stage, mode, "one two");
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, "one "), InlineData(CallMode.VisibleStream, "one "), InlineData(CallMode.StreamedWire, null), InlineData(CallMode.VisibleStream, null)]
    public async Task One_finish_reason_and_a_second_of_silence_complete_a_stream_that_stays_open(CallMode mode, string? before)
    {
        var clock = new WatchedClock();
        using var client = Open(clock, before is null ? "" : Wire.Chunk(before), Wire.Chunk("two", "stop"));
        var asking = Caller.AskAsync(client, Stage.Question(), mode).WaitAsync(Patience);
        await clock.SetAsync(TimeSpan.FromSeconds(1), 1);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before + "two", (await asking).Result.Content);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Two_marked_chunks_with_text_and_silence_are_a_cut(CallMode mode)
    {
        var clock = new WatchedClock();
        using var client = Open(clock, Wire.Chunk("one ", "stop"), Wire.Chunk("two ", "stop"));
        var asking = Caller.AskAsync(client, Stage.Question() with { Limits = new ChatLimits { MaxRetries = 0 } }, mode).WaitAsync(Patience);
        await clock.SetAsync(TimeSpan.FromSeconds(20), 1);
        clock.Advance(TimeSpan.FromSeconds(20));
        var failure = (await asking).Failure;
        Assert.Equal((OutcomeKind.Cut, "one two "), (failure.Kind, failure.PartialContent));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_mark_before_the_first_text_waits_for_it_as_long_as_the_first_text_may_take(CallMode mode)
    {
        var clock = new WatchedClock();
        var end = Wire.Chunk("late", "stop") + Wire.Done;
        using var client = Client(clock, new FakeNetwork((_, _) => Task.FromResult(new HttpResponseMessage
        {
            Content = new StreamContent(new ChatteringBody(Wire.Chunk("", "stop"), ": ping\n\n", 5, end, clock)) { Headers = { { "Content-Type", "text/event-stream" } } },
        })));
        Assert.Equal("late", (await Caller.AskAsync(client, Stage.Question(), mode)).Result.Content);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_connection_that_breaks_among_chunks_that_are_all_marked_is_a_cut(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one ", "stop"), new string(':', 4000), "\n").HalfBody());
        var asked = await stage.AskAsync(mode);
        Assert.Equal(OutcomeKind.Cut, asked.Kinds.First());
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task An_end_without_a_mark_is_a_cut(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), Wire.Chunk("two ")));
        Assert.Equal(OutcomeKind.Cut, (await stage.AskAsync(mode)).Kinds.First());
    }

    [Fact]
    public async Task DONE_without_a_mark_after_an_event_that_could_not_be_read_is_a_cut()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), Wire.Event("{\"choices\":[{\"del"), Wire.Done));
        var failure = (await stage.AskAsync(CallMode.VisibleStream)).Failure;
        Assert.Equal((OutcomeKind.Cut, "one "), (failure.Kind, failure.PartialContent));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, "garbage"), InlineData(CallMode.VisibleStream, "garbage"), InlineData(CallMode.StreamedWire, "{\"choices\":7}"), InlineData(CallMode.VisibleStream, "{\"usage\":{\"pro")]
    public async Task Unreadable_data_after_the_last_text_does_not_harm_the_answer(CallMode mode, string rest)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one two"), Wire.Chunk(finish: "stop"), Wire.Event(rest), Wire.Done));
        await AssertWholeAsync(stage, mode, "one two");
    }

    [Theory]
    [InlineData("{\"choices\":[{\"delta\":{\"content\":\"tw"), InlineData("<html>busy</html>"), InlineData("{\"choices\":\"two\"}")]
    public async Task An_unreadable_event_after_shown_text_is_left_out_with_a_warning(string unreadable)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), Wire.Event(unreadable), Wire.Chunk("three"), Wire.Chunk(finish: "stop"), Wire.Done));
        Assert.Contains((await AssertWholeAsync(stage, CallMode.VisibleStream, "one three")).Warnings, warning => warning.Contains("could not be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire, "{\"choices\":[{\"delta\":{\"content\":\"tw"), InlineData(CallMode.StreamedWire, "<html>busy</html>"), InlineData(CallMode.VisibleStream, "{\"choices\":\"two\"}")]
    public async Task An_unreadable_event_starts_the_answer_over_while_nothing_was_shown_even_if_no_text_follows_it(CallMode mode, string unreadable)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(mode == CallMode.VisibleStream ? "" : Wire.Chunk("one "), Wire.Event(unreadable), Wire.Chunk(finish: "stop"), Wire.Done));
        var asked = await stage.AskAsync(mode);
        Assert.Equal((OutcomeKind.Malformed, "two"), (asked.Kinds.First(), asked.Result.Provider));
    }

    [Fact]
    public async Task Text_after_an_unreadable_event_shows_that_the_answer_was_not_whole()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("one "), Wire.Chunk("two ", "stop"), Wire.Event("garbage"), Wire.Chunk("four", "stop"), Wire.Done));
        var asked = await stage.AskAsync(CallMode.StreamedWire);
        Assert.Equal((OutcomeKind.Malformed, "two"), (asked.Kinds.First(), asked.Result.Provider));
    }

    /// <summary>A client whose provider says this and then nothing more, with the connection open.</summary>
    private static HolySheepClient Open(TimeProvider clock, params string[] events) => Client(clock, new GatedBody(string.Concat(events)));

    private static HolySheepClient Client(TimeProvider clock, HttpMessageHandler network) =>
        new(new HolySheepClientOptions { Configuration = Planning.Layout.Of(), TimeProvider = clock, Handler = network });

    private static async Task<ChatResult> AssertWholeAsync(Stage stage, CallMode mode, string text)
    {
        var asked = await stage.AskAsync(mode);
        Assert.Equal((text, 1), (asked.Result.Content, stage.One.CallCount));
        Assert.Equal(mode == CallMode.VisibleStream ? text : "", asked.Shown);
        return asked.Result;
    }
}
