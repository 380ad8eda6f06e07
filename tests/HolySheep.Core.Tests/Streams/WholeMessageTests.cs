using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Streams;

/// <summary>A whole message after pieces replaces them and never doubles them.</summary>
public sealed class WholeMessageTests
{
    [Theory]
    [InlineData(CallMode.StreamedWire, true), InlineData(CallMode.VisibleStream, true), InlineData(CallMode.StreamedWire, false), InlineData(CallMode.VisibleStream, false)]
    public async Task A_message_that_repeats_the_pieces_adds_nothing(CallMode mode, bool done) =>
        await AssertAsync(mode, "Rivers run to the sea.", [Wire.Chunk("Rivers run "), Wire.Chunk("to the sea."), Wire.Event(Wire.Text("Rivers run to the sea.")), done ? Wire.Done : ""]);

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_message_that_has_more_than_the_pieces_completes_them(CallMode mode) =>
        await AssertAsync(mode, "Rivers run to the sea.", [Wire.Chunk("Rivers run "), Wire.Event(Wire.Text("Rivers run to the sea.")), Wire.Done]);

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_message_without_text_takes_nothing_away(CallMode mode) =>
        await AssertAsync(mode, "Rivers run", [Wire.Chunk("Rivers run"), Wire.Event(Wire.Completion("""{"role":"assistant","content":""}""")), Wire.Done]);

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Messages_in_the_place_of_deltas_are_pieces(CallMode mode) => await AssertAsync(mode, "Rivers run to the sea.",
    [
        .. new[] { "Rivers ", "run to ", "the sea." }.Select(text => Wire.Event($$$"""{"object":"chat.completion.chunk","choices":[{"index":0,"message":{"content":"{{{text}}}"}}]}""")), Wire.Chunk(finish: "stop"), Wire.Done,
    ]);

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_stream_of_one_whole_message_is_the_answer(CallMode mode) => await AssertAsync(mode, "Rivers run", [Wire.Event(Wire.Text("Rivers run"))]);

    [Theory]
    [InlineData(CallMode.StreamedWire, true), InlineData(CallMode.VisibleStream, true), InlineData(CallMode.StreamedWire, false), InlineData(CallMode.VisibleStream, false)]
    public async Task A_last_delta_that_repeats_the_pieces_adds_nothing(CallMode mode, bool marked) => await AssertAsync(mode, "It is 42, as everybody has known since long ago.",
    [
        Wire.Chunk("It is "), Wire.Chunk("42, as everybody "), Wire.Chunk("has known since long ago."),
        Wire.Chunk("It is 42, as everybody has known since long ago.", marked ? "stop" : null), marked ? "" : Wire.Chunk(finish: "stop"), Wire.Done,
    ]);

    [Theory]
    [InlineData(CallMode.StreamedWire, "ha", "ha"), InlineData(CallMode.VisibleStream, "ha", "ha"), InlineData(CallMode.StreamedWire, "no ", "no ", "no no "), InlineData(CallMode.VisibleStream, "no ", "no ", "no no ")]
    [InlineData(CallMode.StreamedWire, "row your boat, gently ", "row your boat, gently ", "down the stream"), InlineData(CallMode.VisibleStream, "row your boat, gently ", "row your boat, gently ", "down the stream")]
    [InlineData(CallMode.StreamedWire, "The same line here. ", "The same line here. "), InlineData(CallMode.VisibleStream, "----------------", "----------------")]
    [InlineData(CallMode.StreamedWire, "Row, row, ", "row your boat ", "gently down the stream; ", "Row, row, row your boat gently down the stream; ", "merrily")]
    [InlineData(CallMode.VisibleStream, "Row, row, ", "row your boat ", "gently down the stream; ", "Row, row, row your boat gently down the stream; ", "merrily")]
    public async Task A_text_that_repeats_itself_keeps_its_repetitions(CallMode mode, params string[] pieces) =>
        await AssertAsync(mode, string.Concat(pieces), [.. pieces.Take(pieces.Length - 1).Select(piece => Wire.Chunk(piece)), Wire.Chunk(pieces[^1], "stop"), Wire.Done]);

    [Fact]
    public async Task A_message_in_other_words_replaces_text_that_was_not_shown()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("Rivers rn"), Wire.Event(Wire.Text("Rivers run to the sea.")), Wire.Done));
        Assert.Equal("Rivers run to the sea.", (await stage.AskAsync(CallMode.StreamedWire)).Result.Content);
    }

    [Fact]
    public async Task Tool_calls_of_a_message_in_other_words_replace_those_that_were_not_shown()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(
            Wire.Delta("""{"tool_calls":[{"index":0,"id":"a","function":{"name":"look","arguments":"{\"at\":1}"}}]}"""),
            Wire.Event(Wire.Completion("""{"tool_calls":[{"id":"b","function":{"name":"look","arguments":"{\"at\":2}"}}]}""", "tool_calls")), Wire.Done));
        Assert.Equal([("b", """{"at":2}""")], (await stage.AskAsync(CallMode.StreamedWire)).Result.ToolCalls.Select(call => (call.Id, call.Arguments)));
    }

    [Fact]
    public async Task A_whole_message_that_differs_from_the_shown_pieces_is_reported_in_a_warning()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("Rivers rn"), Wire.Event(Wire.Text("Rivers run to the sea.")), Wire.Done));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal(("Rivers rn", "Rivers rn"), (asked.Result.Content, asked.Shown));
        Assert.Contains(asked.Result.Warnings, warning => warning.Contains("in other words", System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_message_that_repeats_reasoning_and_tool_calls_doubles_neither(CallMode mode)
    {
        const string Call = """{"id":"call_1","type":"function","function":{"name":"measure","arguments":"{\"a\":1}"}}""";
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(
            Wire.Delta("""{"reasoning_content":"towers are high"}"""), Wire.Delta($$"""{"tool_calls":[{{Call}}]}"""),
            Wire.Event(Wire.Completion($$"""{"content":null,"reasoning_content":"towers are high","tool_calls":[{{Call}}]}""", "tool_calls")), Wire.Done));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal("towers are high", result.Reasoning);
        Assert.Equal("{\"a\":1}", Assert.Single(result.ToolCalls).Arguments);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task The_shown_text_and_refusal_are_those_of_the_result(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Wire.Chunk("First, "), Wire.Delta("""{"refusal":"I cannot go on."}"""), Wire.Chunk("or not.", "stop"), Wire.Done));
        var asked = await stage.AskAsync(mode);
        Assert.Equal(("First, or not.", "I cannot go on."), (asked.Result.Content, asked.Result.Refusal));
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
    }

    private static async Task AssertAsync(CallMode mode, string whole, string[] events)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(events));
        var asked = await stage.AskAsync(mode);
        Assert.Equal((whole, 1), (asked.Result.Content, stage.One.CallCount));
        Assert.Equal(mode == CallMode.VisibleStream ? whole : "", asked.Shown);
        Assert.Empty(asked.Result.Warnings);
    }
}
