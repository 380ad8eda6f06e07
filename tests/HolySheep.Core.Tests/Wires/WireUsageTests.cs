using System;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Token counts are read wherever a wire or a gateway before it puts them, and counted once.</summary>
public sealed class WireUsageTests
{
    private const string Late = "late", InChoice = "in the choice", Growing = "growing", Null = "null";

    [Theory]
    [Wires(Late), Wires(InChoice), Wires(Growing), Wires(Null)]
    public async Task Counts_are_read_wherever_they_stand(string wire, CallMode mode, string place)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", Stream(wire, place)));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal("one two", result.Content);
        Assert.Equal((70L, 30L, false), (result.Usage!.PromptTokens, result.Usage.CompletionTokens, result.Usage.Estimated));
    }

    [Theory, Wires]
    public async Task Counts_that_count_nothing_are_estimated(string wire, CallMode mode)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        var counts = SaidEvents.Counts(wire, 0, 0);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", SaidEvents.Head(wire) + SaidEvents.Text(wire, "one two") + SaidEvents.Mark(wire, "one two") + counts + SaidEvents.Done(wire, "one two")));
        var usage = (await stage.AskAsync(mode)).Result.Usage!;
        Assert.True(usage is { Estimated: true, PromptTokens: > 0, CompletionTokens: > 0 }, usage.ToString());
    }

    private static string Stream(string wire, string place)
    {
        var (head, text, mark) = (SaidEvents.Head(wire), SaidEvents.Text(wire, "one ") + SaidEvents.Text(wire, "two"), SaidEvents.Mark(wire, "one two"));
        return (wire, place) switch
        {
            // The end of a response is the one place of its counts; a gateway may leave a first guess in its beginning.
            ("openai-responses", Growing) => head.Replace("\"output\":[]", "\"output\":[],\"usage\":{\"input_tokens\":60,\"output_tokens\":1}", StringComparison.Ordinal) + text + mark + SaidEvents.Done(wire, "one two", 70, 30),
            ("openai-responses", _) => head + text + mark + SaidEvents.Done(wire, "one two", 70, 30),
            (_, Late) => head + text + mark + SaidEvents.Counts(wire, 70, 30) + SaidEvents.Done(wire, "one two"),
            (_, Growing) => head + SaidEvents.Counts(wire, 60, 1) + text + SaidEvents.Counts(wire, 70, 12) + mark + SaidEvents.Counts(wire, 70, 30) + SaidEvents.Done(wire, "one two"),
            ("anthropic", InChoice) => head.Replace("\"stop_reason\":null", "\"stop_reason\":null,\"usage\":{\"input_tokens\":70,\"output_tokens\":1}", StringComparison.Ordinal) + text + mark.Replace("\"stop_sequence\":null}", "\"stop_sequence\":null},\"usage\":{\"output_tokens\":30}", StringComparison.Ordinal) + SaidEvents.Done(wire, "one two"),
            ("anthropic", _) => head + text + mark.Replace("\"stop_sequence\":null}", "\"stop_sequence\":null},\"usage\":{\"input_tokens\":70,\"output_tokens\":30,\"cache_read_input_tokens\":null,\"cache_creation_input_tokens\":null,\"cache_creation\":null,\"output_tokens_details\":null}", StringComparison.Ordinal) + SaidEvents.Done(wire, "one two"),
            ("gemini", InChoice) => head + text + mark.Replace("\"index\":0}", "\"index\":0,\"usageMetadata\":{\"promptTokenCount\":70,\"candidatesTokenCount\":30}}", StringComparison.Ordinal),
            ("gemini", _) => head + text + mark.Replace("\"modelVersion\"", "\"usageMetadata\":{\"promptTokenCount\":70,\"candidatesTokenCount\":30,\"cachedContentTokenCount\":null,\"thoughtsTokenCount\":null,\"totalTokenCount\":100},\"modelVersion\"", StringComparison.Ordinal),
            (_, InChoice) => head + text + mark.Replace("\"finish_reason\":\"stop\"}", "\"finish_reason\":\"stop\",\"usage\":{\"prompt_tokens\":70,\"completion_tokens\":30}}", StringComparison.Ordinal) + SaidEvents.Done(wire, "one two"),
            _ => (head + text).Replace("\"choices\"", "\"usage\":null,\"choices\"", StringComparison.Ordinal) + mark + SaidEvents.Counts(wire, 70, 30).Replace("\"total_tokens\":100", "\"total_tokens\":100,\"prompt_tokens_details\":null,\"completion_tokens_details\":{\"reasoning_tokens\":null}", StringComparison.Ordinal) + SaidEvents.Done(wire, "one two"),
        };
    }
}
