using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>A damaged reply of any wire is an answer or a failure with a kind, and what came of it can go into the next call.</summary>
public sealed class WireDamageTests
{
    [Theory, Wires]
    public async Task A_damaged_reply_is_an_answer_or_a_failure_with_its_kind_and_the_conversation_goes_on(string wire, CallMode mode)
    {
        const int Seed = 20261129;
        var random = new Random(Seed + wire.Length + (int)mode);
        var damaging = new DamagingHandler(random);
        await using var stage = new Stage(["one/alpha"], []) { Handler = damaging }.Speaking(wire);
        Reply[] replies =
        [
            Reply.ToolCalls(("look", """{"where":"up","deep":{"list":[1,2,"🐑"]}}"""), ("see", "{}")).After("think of é and 🐑").WithUsage(9, 5, 3, 2),
            Reply.Reasoning("think", "It is 330 m high: 🗼, \"quoted\"\n."),
            Reply.Text("plain words and \\ud83d halves"),
        ];
        for (var round = 0; round < Endurance.Rounds(1000); round++)
        {
            stage.One.OnAny().Answer(replies[random.Next(replies.Length)]);
            using var client = stage.NewClient();
            var limits = new ChatLimits { MaxRetries = 0, Stall = TimeSpan.FromSeconds(1), FirstToken = TimeSpan.FromSeconds(1) };
            var asked = await Caller.AskAsync(client, Stage.Question() with { Limits = limits }, mode);
            Assert.True(asked.Error is null or ChatException, $"Seed {Seed}, round {round}: {asked.Error}\n{damaging.Last}");
            if (asked.Answered is { } result)
            {
                var results = result.ToolCalls.Select(call => new ChatToolResult(call.Id, "seen")).ToArray();
                var next = await Caller.AskAsync(client, Stage.Question() with { Messages = [.. result.Conversation, .. results.Length > 0 ? [ChatMessage.Tool(results)] : (ChatMessage[])[], ChatMessage.User("And?")], Limits = limits }, mode);
                Assert.True(next.Error is null or ChatException, $"Seed {Seed}, round {round}: {next.Error}\n{damaging.Last}");
            }
        }
    }
}
