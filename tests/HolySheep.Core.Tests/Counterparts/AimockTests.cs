using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Counterparts;

/// <summary>Every wire against a server that was not written here: what our own scripted provider believes of a wire is checked by another's belief.</summary>
public sealed class AimockTests(AimockServer server) : IClassFixture<AimockServer>
{
    private static readonly string[] Providers = ["chat", "responses", "messages", "google", "deployment", "resource"];
    private static readonly ChatTool Weather = new("get_weather", "The weather of a city.", """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    public static IEnumerable<object[]> Wires => from provider in Providers from mode in System.Enum.GetValues<CallMode>() select (object[])[provider, mode];

    [CounterpartTheory, MemberData(nameof(Wires))]
    public async Task A_text_arrives_whole(string provider, CallMode mode)
    {
        var asked = await AskAsync(provider, mode, [ChatMessage.User("Tell me of sheep.")]);
        Assert.Equal("A sheep 🐑 says: bäh, and then it eats \"grass\".\n日本", asked.Result.Content);
        Assert.Equal(("stop", provider, 1), (asked.Result.FinishReason, asked.Result.Provider, asked.Result.AttemptCount));
        Assert.Equal(mode == CallMode.VisibleStream ? asked.Result.Content : "", asked.Shown);
    }

    [CounterpartTheory, MemberData(nameof(Wires))]
    public async Task A_tool_is_called_and_its_result_answered(string provider, CallMode mode)
    {
        var first = (await AskAsync(provider, mode, [ChatMessage.User("How is the weather?")])).Result;
        var call = Assert.Single(first.ToolCalls);
        Assert.Equal(("get_weather", """{"city":"Zürich","days":[1,2]}""", "tool_calls"), (call.Name, call.Arguments, first.FinishReason));
        var second = (await AskAsync(provider, mode, [.. first.Conversation, ChatMessage.Tool(call.Id, "sunny")])).Result;
        Assert.Equal("It is sunny in Zürich.", second.Content);
    }

    [CounterpartTheory, MemberData(nameof(Wires))]
    public async Task The_errors_of_a_wire_mean_the_same_as_on_every_other_wire(string provider, CallMode mode)
    {
        foreach (var (word, kind) in ((string, OutcomeKind)[])[("limited", OutcomeKind.Throttled), ("broken", OutcomeKind.Transient), ("key", OutcomeKind.BadCredential)])
        {
            var asked = await AskAsync(provider, mode, [ChatMessage.User("This is " + word + ".")]);
            Assert.Equal(kind, asked.Failure.Kind);
            Assert.Equal(kind, asked.Kinds.First());
        }
    }

    private async Task<Asked> AskAsync(string provider, CallMode mode, IReadOnlyList<ChatMessage> messages)
    {
        using var client = server.NewClient();
        return await Caller.AskAsync(client, new ChatRequest { Model = provider + "/gpt-4.1", Messages = messages, Tools = [Weather], NoFallback = true }, mode);
    }
}
