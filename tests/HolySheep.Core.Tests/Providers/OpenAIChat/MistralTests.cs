using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Chat.Tools;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>What Mistral takes in another way than other servers: it refuses members and ids of tool calls that they take.</summary>
public sealed class MistralTests
{
    private const string Foreign = "call_AbCdEfGhIjKlMnOpQrStUvWx";
    private static readonly IReadOnlyList<ChatTool> Tools = [new ChatTool("look")];

    [Theory]
    [Modes(Foreign), Modes("toolu_01AbCdEfGhIjKlMnOpQrStUv"), Modes("functions.look:0"), Modes("gcall"), Modes("abcdefgh_"), Modes("")]
    public async Task An_id_that_mistral_refuses_is_sent_as_nine_letters_and_digits_with_call_and_result(CallMode mode, string id)
    {
        var body = await SentAsync(mode, ToolTalk.Of(id, id));
        var ids = ToolTalk.Ids(body);
        Assert.All(ids, sent => Assert.Matches(new Regex("^[a-zA-Z0-9]{9}$"), sent));
        Assert.Equal(ids[..2], ids[2..]);
        Assert.NotEqual(ids[0], ids[1]);
        Assert.Equal(ids, ToolTalk.Ids(await SentAsync(mode, ToolTalk.Of(id, id))));
    }

    [Theory, Modes]
    public async Task An_id_that_fits_goes_unchanged_beside_one_that_does_not(CallMode mode)
    {
        var ids = ToolTalk.Ids(await SentAsync(mode, ToolTalk.Of("D681PevKs", Foreign)));
        Assert.Equal(("D681PevKs", "D681PevKs", ids[1]), (ids[0], ids[2], ids[3]));
    }

    [Theory, Modes]
    public async Task The_same_id_in_two_turns_is_sent_as_two(CallMode mode)
    {
        var turn = ToolTalk.Of(Foreign);
        var ids = ToolTalk.Ids(await SentAsync(mode, [.. turn, .. turn.Skip(1)]));
        Assert.Equal((ids[0], ids[2]), (ids[1], ids[3]));
        Assert.NotEqual(ids[0], ids[2]);
        Assert.Equal(ids[..2], ToolTalk.Ids(await SentAsync(mode, turn)));
    }

    [Theory, Modes]
    public async Task Tool_calls_of_another_provider_go_on_at_mistral_when_that_one_fails(CallMode mode)
    {
        await using var stage = Stage.SameModel().WithProvider("two", provider => provider with { Preset = "mistral" });
        stage.One.OnAny().Answer(Reply.ToolCalls(("look", "{}")), Reply.Status(500));
        var request = Stage.Question() with { Tools = Tools, Limits = new ChatLimits { MaxRetries = 0 } };
        var first = (await stage.AskAsync(mode, request)).Result;
        var second = (await stage.AskAsync(mode, request with { Messages = [.. first.Conversation, ChatMessage.Tool(first.ToolCalls[0].Id, "seen")] })).Result;
        Assert.Equal("two", second.Provider);
        var ids = ToolTalk.Ids(stage.Two.Requests.Single().Json!.Value);
        Assert.Equal(ids[0], ids[1]);
        Assert.Matches(new Regex("^[a-zA-Z0-9]{9}$"), ids[0]);
        Assert.Equal([first.ToolCalls[0].Id, first.ToolCalls[0].Id], ToolTalk.Ids(stage.One.Requests[1].Json!.Value));
        Assert.Equal(first.ToolCalls[0].Id, second.Conversation[1].ToolCalls[0].Id);
    }

    [Theory, Modes]
    public async Task The_seed_has_the_name_that_mistral_takes_and_no_member_goes_out_that_it_refuses(CallMode mode)
    {
        var body = await SentAsync(mode, [ChatMessage.User("Hi.")]);
        Assert.Equal(7, body.GetProperty("random_seed").GetInt32());
        Assert.Equal(mode == CallMode.Plain ? ["model", "messages", "max_tokens", "random_seed", "tools"] : ["model", "messages", "max_tokens", "random_seed", "tools", "stream"], body.EnumerateObject().Select(member => member.Name));
    }

    [Theory, Modes]
    public async Task A_body_in_the_format_of_mistral_is_passed_on_as_it_is(CallMode mode)
    {
        var streamed = mode == CallMode.Plain ? "" : ",\"stream\":true";
        var body = $$$$"""{"model":"alpha","random_seed":7,"messages":[{"role":"user","content":"Go."},{"role":"assistant","content":null,"tool_calls":[{"id":"{{{{Foreign}}}}","type":"function","function":{"name":"look","arguments":"{}"}}]},{"role":"tool","tool_call_id":"{{{{Foreign}}}}","content":"seen"}]{{{{streamed}}}}}""";
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Preset = "mistral" });
        await stage.AskAsync(mode, Stage.Question() with { Messages = ToolTalk.Of(Foreign), Original = new OriginalBody("openai", Encoding.UTF8.GetBytes(body)) });
        Assert.Equal(body, stage.One.Requests[0].Body);
    }

    private static async Task<JsonElement> SentAsync(CallMode mode, IReadOnlyList<ChatMessage> messages)
    {
        await using var stage = Stage.Alone().WithProvider("one", provider => provider with { Preset = "mistral" });
        await stage.AskAsync(mode, Stage.Question() with { Messages = messages, Tools = Tools, Seed = 7, MaxTokens = 50 });
        return stage.One.Requests[0].Json!.Value;
    }
}
