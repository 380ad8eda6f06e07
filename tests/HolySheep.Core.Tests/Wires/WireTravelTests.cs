using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Wires;

/// <summary>Conversations that begin at one wire and go on at others.</summary>
public sealed class WireTravelTests
{
    private const int Turns = 6;
    private static readonly ChatTool Look = new("look", "Looks up a number.", """{"type":"object","properties":{"turn":{"type":"integer"}},"required":["turn"]}""");

    public static IEnumerable<object[]> Routes => from seed in Enumerable.Range(1, 8) from mode in Enum.GetValues<CallMode>() select (object[])[seed, mode];

    [Theory, MemberData(nameof(Routes))]
    public async Task A_tool_conversation_that_moves_to_another_wire_after_each_turn_through_all_five_and_back_ends_with_the_right_answer_and_sends_no_foreign_seal(int seed, CallMode mode)
    {
        await using var ring = new WireRing();
        var random = new Random(seed);
        var five = WireRing.Wires.Where(wire => wire != (seed % 2 == 0 ? "azure" : "azure-deployments")).OrderBy(_ => random.Next()).ToList();

        // The last turn is again at the first wire, which has to get its own seals back.
        List<string> route = [.. five, five[0]];
        Assert.Equal((5, Turns), (five.Count, route.Count));
        var seals = new List<(string Wire, string Seal)>();
        IReadOnlyList<ChatMessage> messages = [ChatMessage.User("What is the sum of all six numbers?")];
        for (var turn = 1; turn <= Turns; turn++)
        {
            var wire = route[turn - 1];
            ring[wire].OnAny().Answer(turn < Turns ? Reply.ToolCalls(("look", $$"""{"turn":{{turn}}}""")).After($"I need number {turn}") : Reply.Text("The sum is 15."));
            var asked = await Caller.AskAsync(ring.Client, new ChatRequest { Model = $"{WireRing.NameOf(wire)}/alpha", Messages = messages, Tools = [Look], NoFallback = true }, mode);
            var result = asked.Result;
            var sent = ring[wire].Requests[^1];
            AssertSent(sent, wire, turn, seals);
            Note(seals, wire, ring[wire]);
            if (turn == Turns)
            {
                Assert.Equal("The sum is 15.", result.Content);
                return;
            }

            var call = Assert.Single(result.ToolCalls);
            Assert.Equal(("look", $$"""{"turn":{{turn}}}"""), (call.Name, call.Arguments.Replace(" ", "", StringComparison.Ordinal)));
            messages = [.. result.Conversation, ChatMessage.Tool(call.Id, $"number {turn} is {turn}")];
        }
    }

    private static void AssertSent(RecordedRequest sent, string wire, int turn, List<(string Wire, string Seal)> seals)
    {
        Assert.All(Enumerable.Range(1, turn - 1), past => Assert.Contains($"number {past} is {past}", sent.Body, StringComparison.Ordinal));
        Assert.Equal(turn - 1, sent.Body.Split("\"turn\\\":", StringSplitOptions.None).Length - 1 + sent.Body.Split("\"turn\":", StringSplitOptions.None).Length - 2);
        Assert.All(seals, seal => Assert.True(seal.Wire == wire || !sent.Body.Contains(seal.Seal, StringComparison.Ordinal), $"Turn {turn.ToString(CultureInfo.InvariantCulture)}: the seal '{seal.Seal}' of {seal.Wire} was sent to {wire}."));
        Assert.All(seals.Where(seal => seal.Wire == wire), seal => Assert.Contains(seal.Seal, sent.Body, StringComparison.Ordinal));
    }

    private static void Note(List<(string Wire, string Seal)> seals, string wire, ScriptedProvider provider)
    {
        if (Voice.Of(wire).Seal(provider.Name, provider.Requests.Count) is { } seal)
        {
            seals.Add((wire, seal));
        }
    }

    [Theory, Wires]
    public async Task A_conversation_with_a_picture_and_a_schema_goes_on_at_any_wire(string wire, CallMode mode)
    {
        await using var ring = new WireRing();
        ring[wire].OnAny().Answer(Reply.Text("""{"colour":"red"}"""));
        var request = new ChatRequest
        {
            Model = $"{WireRing.NameOf(wire)}/alpha",
            System = "Answer in one word.",
            Messages =
            [
                new ChatMessage("user", [new ChatText("What is this?"), new ChatAttachment("dot.png", "image/png", Convert.FromBase64String("iVBORw0KGgo="))]),
                ChatMessage.Assistant("A dot."),
                ChatMessage.User("Which colour?"),
            ],
            JsonSchema = new ChatJsonSchema("""{"type":"object","properties":{"colour":{"type":"string"}},"required":["colour"],"additionalProperties":false}""", "colour"),
            NoFallback = true,
        };
        var result = (await Caller.AskAsync(ring.Client, request, mode)).Result;
        var sent = ring[wire].Requests[^1];
        Assert.Equal("""{"colour":"red"}""", result.Content);
        Assert.All((string[])["iVBORw0KGgo=", "image/png", "A dot.", "Which colour?", "Answer in one word.", "additionalProperties"], text => Assert.Contains(text, sent.Body, StringComparison.Ordinal));
    }
}
