using System.Threading.Tasks;
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

    private static async Task<string[]> SentAsync(CallMode mode, string? preset)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Preset = preset });
        await stage.AskAsync(mode, Stage.Question() with { Tools = [new ChatTool("look")], Messages = ToolTalk.Of(Longest, TooLong) });
        return ToolTalk.Ids(stage.One.Requests[0].Json!.Value);
    }
}
