using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>What stands around and between the events of a stream costs nothing, on every wire, whether a stream was asked for or not.</summary>
public sealed class WireFormTests
{
    private static readonly string[] Pieces = ["one ", "two ", "three"];

    [Theory]
    [Wires("\uFEFF"), Wires("data:\n\n"), Wires("data: \n\n"), Wires(":\n"), Wires(": a comment\n\n"), Wires("\n\n\n"), Wires("\uFEFF: a comment\r\n\r\ndata:\r\n\r\n"), Wires("retry: 3000\n\n"), Wires("id: 7\n\n")]
    public async Task What_stands_before_the_first_event_is_skipped(string wire, CallMode mode, string before) =>
        await AssertReadAsync(wire, mode, before + SaidEvents.Stream(wire, Pieces));

    [Theory]
    [Wires("data:\n\n"), Wires("data: \n\n"), Wires(": a comment\n"), Wires(": a comment\n\n"), Wires("\n"), Wires("\uFEFF"), Wires("event: ping\ndata: {\"type\":\"ping\"}\n\n"), Wires("event: weather\ndata: {\"wind\":\"north\"}\n\n"), Wires("data: {}\n\n"), Wires("data: null\n\n")]
    public async Task What_stands_between_the_events_is_skipped(string wire, CallMode mode, string between) =>
        await AssertReadAsync(wire, mode, string.Join(between, SaidEvents.Stream(wire, Pieces).Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(one => one + "\n\n")));

    [Theory]
    [Wires("\n\n", ""), Wires("\n\n", "\n"), Wires("\n\n", "\n: bye"), Wires("\n\n", "\n\n\n\n")]
    public async Task The_last_event_needs_no_blank_line(string wire, CallMode mode, string end, string instead)
    {
        var stream = SaidEvents.Stream(wire, Pieces);
        Assert.EndsWith(end, stream, StringComparison.Ordinal);
        await AssertReadAsync(wire, mode, stream[..^end.Length] + instead);
    }

    [Theory]
    [Wires("\r\n"), Wires("\r")]
    public async Task Lines_may_end_in_any_way(string wire, CallMode mode, string lineEnd) =>
        await AssertReadAsync(wire, mode, SaidEvents.Stream(wire, Pieces).Replace("\n", lineEnd, StringComparison.Ordinal));

    [Theory, Wires]
    public async Task A_field_needs_no_space_after_its_colon(string wire, CallMode mode) =>
        await AssertReadAsync(wire, mode, SaidEvents.Stream(wire, Pieces).Replace("data: ", "data:", StringComparison.Ordinal).Replace("event: ", "event:", StringComparison.Ordinal));

    [Theory, Wires]
    public async Task Events_need_no_name(string wire, CallMode mode) =>
        await AssertReadAsync(wire, mode, string.Join('\n', SaidEvents.Stream(wire, Pieces).Split('\n').Where(line => !line.StartsWith("event:", StringComparison.Ordinal))));

    private static async Task AssertReadAsync(string wire, CallMode mode, string body)
    {
        foreach (var slice in new[] { 0, 1 })
        {
            await using var stage = Stage.Alone().Speaking(wire);
            var reply = Reply.Raw(200, "text/event-stream", body);
            stage.One.OnAny().Answer(slice == 0 ? reply : reply.SplitCharacters(slice));
            var asked = await stage.AskAsync(mode);
            Assert.Equal(("one two three", "stop", 1), (asked.Result.Content, asked.Result.FinishReason, stage.One.CallCount));
            Assert.Empty(asked.Result.Warnings);
        }
    }
}
