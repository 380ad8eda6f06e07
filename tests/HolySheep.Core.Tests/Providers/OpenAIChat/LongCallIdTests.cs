using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Ids of tool calls that are longer than OpenAI takes: other servers and formats give such.</summary>
public sealed class LongCallIdTests
{
    private const string Longest = "call_0123456789012345678901234567890abcd";
    private const string TooLong = "chatcmpl-tool-0123456789abcdef0123456789abcdef";

    [Theory, Modes]
    public async Task An_id_that_openai_refuses_is_replaced_in_call_and_result_and_the_longest_that_it_takes_goes_unchanged(CallMode mode)
    {
        var ids = await SentAsync(mode, "openai");
        Assert.Equal((Longest, Longest, ids[1]), (ids[0], ids[2], ids[3]));
        Assert.InRange(ids[1].Length, 1, 40);
    }

    [Theory, Modes]
    public async Task A_server_of_an_unknown_vendor_gets_every_id_as_it_is(CallMode mode) =>
        Assert.Equal([Longest, TooLong, Longest, TooLong], await SentAsync(mode, preset: null));

    /// <summary>The ids of calls and results, in the order of the messages.</summary>
    private static async Task<string[]> SentAsync(CallMode mode, string? preset)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Preset = preset });
        await stage.AskAsync(mode, Stage.Question() with
        {
            Tools = [new ChatTool("look")],
            Messages =
            [
                ChatMessage.User("Go."),
                new ChatMessage("assistant", [new ChatToolCall(Longest, "look", "{}"), new ChatToolCall(TooLong, "look", "{}")]),
                ChatMessage.Tool(new ChatToolResult(Longest, "seen"), new ChatToolResult(TooLong, "seen")),
            ],
        });
        var messages = stage.One.Requests[0].Json!.Value.GetProperty("messages").EnumerateArray().ToList();
        return
        [
            .. messages[1].GetProperty("tool_calls").EnumerateArray().Select(call => call.GetProperty("id").GetString()!),
            .. messages.Skip(2).Select(message => message.GetProperty("tool_call_id").GetString()!),
        ];
    }
}
