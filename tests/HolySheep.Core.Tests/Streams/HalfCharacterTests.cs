using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.Providers.Answers;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Streams;

/// <summary>Characters that a provider cuts between two pieces are joined; what stays half is U+FFFD, and costs no answer.</summary>
public sealed class HalfCharacterTests
{
    [Theory]
    [InlineData("Well done 😀 indeed.", "Well done \\ud83d", "\\ude00 indeed.")]
    [InlineData("😀😀", "\\ud83d", "\\ude00\\ud83d", "\\ude00")]
    [InlineData("a😀", "a\\uD83D", "", "\\uDE00")]
    [InlineData("half \uFFFD and on", "half \\ud83d", " and on")]
    [InlineData("half \uFFFD", "half ", "\\ud83d")]
    [InlineData("\uFFFD\uFFFD", "\\ude00", "\\ud83d")]
    [InlineData("x\uFFFDy", "x\\ude00y")]
    public async Task Halves_of_a_stream_are_joined(string whole, params string[] pieces)
    {
        foreach (var mode in new[] { CallMode.StreamedWire, CallMode.VisibleStream })
        {
            await using var stage = Stage.Alone();
            stage.One.OnAny().Answer(Wire.Stream([.. pieces.Select(piece => Wire.Delta($$"""{"content":"{{piece}}"}""")), Wire.Chunk(finish: "stop"), Wire.Done]));
            var asked = await stage.AskAsync(mode);
            Assert.Equal((whole, 1), (asked.Result.Content, stage.One.CallCount));
            Assert.Equal(mode == CallMode.VisibleStream ? whole : "", asked.Shown);
        }
    }

    [Theory]
    [Modes("Good work \\ud83d", "Good work \uFFFD"), Modes("\\ude00 fine", "\uFFFD fine"), Modes("a\\ud83d\\ud83d\\ude00b", "a\uFFFD😀b"), Modes("\\ud83d", "\uFFFD")]
    public async Task A_half_in_a_whole_answer_costs_one_character(CallMode mode, string json, string text)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Wire.Completion($$"""{"content":"{{json}}","reasoning_content":"{{json}}"}""")));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal((text, text, 1), (result.Content, result.Reasoning, stage.One.CallCount));
    }

    [Theory, Modes]
    public async Task A_half_in_a_part_of_the_content_costs_one_character(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, Wire.Completion("""{"content":[{"type":"text","text":"fine \ud83d"}],"tool_calls":[{"id":"1","function":{"name":"f\ude00","arguments":"{\"a\":\"\ud83d\"}"}}]}""")));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal("fine \uFFFD", result.Content);
        Assert.Equal("{\"a\":\"\uFFFD\"}", Assert.Single(result.ToolCalls).Arguments);
    }

    [Theory]
    [InlineData("D83D|DE00", "😀"), InlineData("D83D|0041", "\uFFFDA"), InlineData("DCF0 DC9F|DC98 DC80", "😀"), InlineData("DCF0|DC9F|DC98|DC80", "😀"), InlineData("DCC3|DCA9", "é")]
    [InlineData("DCF0 DC9F|0041", "\uFFFDA"), InlineData("DCFF|0041", "\uFFFDA"), InlineData("DC80", "\uFFFD"), InlineData("DCE2 DC82", "\uFFFD"), InlineData("D83D|D83D|DE00", "\uFFFD😀")]
    public void Halves_are_pairs_of_units_or_bytes_of_one_character(string units, string whole)
    {
        var joiner = new CharacterJoiner();
        var pieces = units.Split('|').Select(piece => joiner.Add(string.Concat(piece.Split(' ').Select(unit => (char)System.Convert.ToInt32(unit, 16))))).ToList();
        Assert.Equal(whole, string.Concat(pieces) + joiner.Finish());
    }

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0xBD }, new byte[] { 0xED, 0xB8, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F }, new byte[] { 0x98, 0x80 })]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98 }, new byte[] { 0x80 })]
    public void Raw_halves_are_joined_like_escaped_ones(byte[] first, byte[] second)
    {
        var answer = new AnswerBuilder();
        var shown = new List<string>();
        foreach (var half in new[] { first, second })
        {
            byte[] json = [.. "{\"choices\":[{\"delta\":{\"content\":\"-"u8, .. half, .. "-\"}}]}"u8];
            json = half == first ? [.. json[..^6], .. "\"}}]}"u8] : [.. "{\"choices\":[{\"delta\":{\"content\":\""u8, .. half, .. "-\"}}]}"u8];
            shown.Add(answer.Add(ChatWire.Event("message", json).Chunk!).Text);
        }

        Assert.Equal(["-", "😀-"], shown);
    }
}
