using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Streams;

/// <summary>Tool calls stay apart and whole, whatever a provider does with places, ids and types.</summary>
public sealed class ToolCallTests
{
    private static readonly ChatToolCall[] Two = [new("c1", "get_weather", "{\"city\":\"Hue\"}"), new("c2", "get_time", "{\"zone\":\"UTC\"}")];

    [Theory]
    [InlineData("{\"index\":0,|{\"index\":0,"), InlineData("{|{"), InlineData("{\"index\":null,|{\"index\":null,"), InlineData("{\"index\":\"0\",|{\"index\":\"1\","), InlineData("{\"index\":3,|{\"index\":7,"), InlineData("{\"index\":{},|{\"index\":[],")]
    public async Task Whole_calls_that_share_an_index_are_told_apart_by_their_ids(string heads)
    {
        var calls = heads.Split('|').Zip(Two, (head, call) => head + Whole(call)[1..]);
        await AssertAsync(Two, calls.Select(call => Wire.Delta($$"""{"tool_calls":[{{call}}]}""")).ToArray());
    }

    [Fact]
    public async Task Pieces_of_two_calls_may_come_by_turns() => await AssertAsync(
        Two,
        Call("""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":""}}"""), Call("""{"index":1,"id":"c2","function":{"name":"get_time","arguments":"{\"zone\""}}"""),
        Call("""{"index":0,"function":{"arguments":"{\"city\":\"Hue\"}"}}"""), Call("""{"index":1,"function":{"arguments":":\"UTC\"}"}}"""));

    [Fact]
    public async Task Interleaved_pieces_that_share_an_index_are_told_apart_by_their_ids() => await AssertAsync(
        Two,
        Call("""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":"{\"city\""}}"""), Call("""{"index":0,"id":"c2","function":{"name":"get_time","arguments":"{\"zone\""}}"""),
        Call("""{"index":0,"id":"c1","function":{"arguments":":\"Hue\"}"}}"""), Call("""{"index":0,"id":"c2","function":{"arguments":":\"UTC\"}"}}"""));

    [Fact]
    public async Task A_call_with_a_higher_index_may_come_first() => await AssertAsync(
        Two,
        Call("""{"index":1,"id":"c2","function":{"name":"get_time","arguments":"{\"zone\":\"UTC\"}"}}"""), Call("""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":"{\"city\":\"Hue\"}"}}"""));

    [Fact]
    public async Task Whole_calls_without_ids_and_indexes_are_told_apart_by_their_names_and_get_ids() => await AssertAsync(
        [Two[0] with { Id = "call_" }, Two[1] with { Id = "call__2" }],
        Call("""{"index":0,"function":{"name":"get_weather","arguments":"{\"city\":\"Hue\"}"}}"""), Call("""{"index":0,"function":{"name":"get_time","arguments":"{\"zone\":\"UTC\"}"}}"""));

    [Fact]
    public async Task A_name_and_an_id_that_come_with_every_piece_are_taken_once() => await AssertAsync(
        [Two[0]],
        Call("""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":"{\"city\""}}"""), Call("""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":":\"Hue\"}"}}"""));

    [Fact]
    public async Task A_call_that_is_repeated_is_one_call() => await AssertAsync([Two[0]], Call(Whole(Two[0])), Call(Whole(Two[0])));

    [Fact]
    public async Task An_empty_object_before_the_arguments_is_not_an_argument() => await AssertAsync(
        [Two[0]],
        Call("""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":"{}"}}"""), Call("""{"index":0,"function":{"arguments":"{\"city\":\"Hue\"}"}}"""));

    [Theory]
    [InlineData("""{"name":"get_weather","arguments":{"city":"Hue"}}"""), InlineData("""{"name":"get_weather","arguments":"{\"city\":\"Hue\"}"}""")]
    public async Task Arguments_may_be_an_object(string function)
    {
        await AssertAsync([Two[0]], Call($$$"""{"index":0,"id":"c1","function":{{{function}}}}"""));
        await AssertPlainAsync([Two[0]], $$$"""{"tool_calls":[{"id":"c1","function":{{{function}}}}]}""");
        await AssertPlainAsync([Two[0]], $$$"""{"tool_calls":{"id":"c1","function":{{{function}}}}}""");
        await AssertPlainAsync([Two[0]], "{\"tool_calls\":{\"0\":{\"id\":\"c1\",\"function\":" + function + "}}}");
        await AssertPlainAsync([Two[0] with { Id = "call_" }], $$$"""{"content":null,"function_call":{{{function}}}}""");
        await AssertAsync([Two[0] with { Id = "call_" }], Wire.Delta($$$"""{"function_call":{{{function}}}}"""));
    }

    [Fact]
    public async Task Both_calls_of_one_message_are_there() => await AssertPlainAsync(Two, $$"""{"content":"","tool_calls":[{{Whole(Two[0])}},{{Whole(Two[1])}}]}""");

    [Theory]
    [Modes("{}"), Modes("[]"), Modes("null"), Modes("7"), Modes("\"none\""), Modes("[null]"), Modes("[7]")]
    public async Task An_invalid_call_is_ignored(CallMode mode, string calls)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Wire.Completion($$"""{"content":"fine","tool_calls":{{calls}},"function_call":null}""")));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal("fine", result.Content);
        Assert.Empty(result.ToolCalls);
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_call_whose_arguments_stop_half_way_is_a_cut_if_no_finish_reason_came(CallMode mode)
    {
        foreach (var arguments in new[] { "{\\\"city\\\":", "{", "[1", "\\\"Hu" })
        {
            await using var stage = Stage.Chain();
            stage.One.OnAny().Answer(Wire.Stream(Opened(arguments), Wire.Done));
            var asked = await stage.AskAsync(mode);
            Assert.Equal(OutcomeKind.Cut, asked.Kinds.First());
            if (mode == CallMode.VisibleStream)
            {
                Assert.Equal(ErrorCode.AnswerCut, asked.Failure.Code);
            }
            else
            {
                Assert.Equal("two", asked.Result.Provider);
            }
        }
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task A_call_is_whole_without_a_finish_reason_if_its_arguments_are(CallMode mode)
    {
        foreach (var arguments in new[] { "{\\\"city\\\":\\\"Hue\\\"}", "{} \\n", " ", "" })
        {
            await using var stage = Stage.Alone();
            stage.One.OnAny().Answer(Wire.Stream(Opened(arguments), Wire.Done));
            var result = (await stage.AskAsync(mode)).Result;
            Assert.Equal(("get_weather", "tool_calls"), (Assert.Single(result.ToolCalls).Name, result.FinishReason ?? "tool_calls"));
        }
    }

    [Theory]
    [InlineData(CallMode.StreamedWire), InlineData(CallMode.VisibleStream)]
    public async Task Arguments_that_break_off_are_asked_for_again_although_a_finish_reason_came_unless_they_were_shown(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Wire.Stream(Opened("{'city': "), Wire.Chunk(finish: "tool_calls"), Wire.Done), Wire.Stream(Call(Whole(Two[0])), Wire.Chunk(finish: "tool_calls"), Wire.Done));

        var asked = await stage.AskAsync(mode);

        Assert.Equal(mode == CallMode.VisibleStream ? [OutcomeKind.Cut] : [OutcomeKind.Malformed, OutcomeKind.Answered], asked.Kinds);
        Assert.Equal(mode == CallMode.VisibleStream ? null : Two[0], asked.Error is null ? Assert.Single(asked.Result.ToolCalls) : null);
    }

    private static string Opened(string arguments) => Call($$$"""{"index":0,"id":"c1","function":{"name":"get_weather","arguments":"{{{arguments}}}"}}""");

    private static string Whole(ChatToolCall call) =>
        $$$"""{"id":"{{{call.Id}}}","type":"function","function":{"name":"{{{call.Name}}}","arguments":{{{System.Text.Json.JsonSerializer.Serialize(call.Arguments)}}}}}""";

    private static string Call(string call) => Wire.Delta($$"""{"tool_calls":[{{call}}]}""");

    private static async Task AssertAsync(ChatToolCall[] calls, params string[] deltas)
    {
        foreach (var mode in new[] { CallMode.StreamedWire, CallMode.VisibleStream })
        {
            await using var stage = Stage.Alone();
            stage.One.OnAny().Answer(Wire.Stream([.. deltas, Wire.Chunk(finish: "tool_calls"), Wire.Done]));
            var result = (await stage.AskAsync(mode)).Result;
            Assert.Equal(calls, result.ToolCalls);
            Assert.Equal("tool_calls", result.FinishReason);
        }
    }

    private static async Task AssertPlainAsync(ChatToolCall[] calls, string message)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Wire.Completion(message, "function_call")));
        var result = (await stage.AskAsync(CallMode.Plain)).Result;
        Assert.Equal(calls, result.ToolCalls);
        Assert.Equal("tool_calls", result.FinishReason);
    }
}
