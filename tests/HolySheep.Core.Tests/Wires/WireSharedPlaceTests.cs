using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat.Parts;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Tool calls of a stream that share a place stay apart and whole on every wire: a new id begins a new call.</summary>
public sealed class WireSharedPlaceTests
{
    private static readonly ChatToolCall[] Calls = [new("c1", "look", """{"where":"Hue","many":[1,2]}"""), new("c2", "listen", """{"zone":"UTC"}"""), new("c3", "look", """{"where":"Ulm"}""")];

    [Theory]
    [Wires(true), Wires(false)]
    public async Task Calls_that_come_one_after_the_other_in_pieces(string wire, CallMode mode, bool again) =>
        await AssertAsync(wire, mode, again, string.Concat(Calls.Select(call => SaidCalls.Begin(wire, 0, call) + Pieces(wire, call) + SaidCalls.End(wire, 0, call))));

    [Theory]
    [Wires(true), Wires(false)]
    public async Task Calls_that_come_whole(string wire, CallMode mode, bool again) =>
        await AssertAsync(wire, mode, again, string.Concat(Calls.Select(call => SaidCalls.Whole(wire, 0, call))));

    [Theory]
    [Wires(true), Wires(false)]
    public async Task Calls_that_come_by_turns_on_wires_whose_pieces_name_their_call(string wire, CallMode mode, bool again)
    {
        // A piece of a content block of Anthropic names nothing but its place.
        if (wire != "anthropic")
        {
            await AssertAsync(wire, mode, again, string.Concat(Calls.Select(call => SaidCalls.Begin(wire, 0, call))) + string.Concat(Calls.Select(call => SaidCalls.Piece(wire, 0, call, call.Arguments[..5])))
                + string.Concat(Calls.Select(call => SaidCalls.Piece(wire, 0, call, call.Arguments[5..]))) + string.Concat(Calls.Select(call => SaidCalls.End(wire, 0, call))));
        }
    }

    private static string Pieces(string wire, ChatToolCall call) => SaidCalls.Piece(wire, 0, call, call.Arguments[..7]) + SaidCalls.Piece(wire, 0, call, call.Arguments[7..]);

    private static async Task AssertAsync(string wire, CallMode mode, bool again, string calls)
    {
        await using var stage = Stage.Alone().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Raw(200, "text/event-stream", calls + SaidCalls.Done(wire, again ? Calls : [])));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(Calls, result.ToolCalls.Select(call => call with { ProviderData = null }));
        Assert.Equal(("tool_calls", 1), (result.FinishReason, stage.One.CallCount));
        Assert.Empty(result.Warnings);
    }
}
