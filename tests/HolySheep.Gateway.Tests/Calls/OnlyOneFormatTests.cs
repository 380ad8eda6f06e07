using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Members that only the caller's own format can say: they are passed on or refused, and never dropped.</summary>
public sealed class OnlyOneFormatTests
{
    private const string Said = """{"role":"user","content":"hi"}""";

    [Theory]
    [Kinds(Question.Chat, "\"web_search_options\":{}", "'web_search_options'")]
    [Kinds(Question.Chat, "\"modalities\":[\"text\",\"audio\"]", "the modality 'audio'")]
    [Kinds(Question.Chat, "\"audio\":{\"voice\":\"alloy\",\"format\":\"wav\"}", "'audio'")]
    [Kinds(Question.Messages, "\"mcp_servers\":[{\"type\":\"url\",\"name\":\"a\",\"url\":\"https://example.com\"}]", "'mcp_servers'")]
    [Kinds(Question.Messages, "\"container\":{\"skills\":[{\"type\":\"anthropic\",\"skill_id\":\"xlsx\"}]}", "'container'")]
    [Kinds(Question.Messages, "\"container\":\"container_1\"", "'container'")]
    [Kinds(Question.Responses, "\"prompt\":{\"id\":\"pmpt_1\"}", "'prompt'")]
    public async Task What_a_provider_does_itself_and_audio_are_refused_by_name_or_passed_on_unchanged(string kind, string path, string member, string word)
    {
        var body = Question.Of(path, stream: false)[..^1] + "," + member + "}";
        await ExpectPassedOnOrRefusedAsync(kind, path, body, word);
    }

    [Theory]
    [Kinds]
    public async Task An_answer_in_audio_of_an_earlier_turn_is_refused_by_name_or_passed_on_unchanged(string kind) => await ExpectPassedOnOrRefusedAsync(
        kind, Question.Chat, $$$"""{"model":"alpha","messages":[{{{Said}}},{"role":"assistant","audio":{"id":"audio_1"}},{{{Said}}}]}""", "'audio'");

    [Theory]
    [Kinds(Question.Chat, "\"web_search_options\":null,\"modalities\":[\"text\"],\"audio\":null,\"prediction\":{\"type\":\"content\",\"content\":\"x\"}")]
    [Kinds(Question.Messages, "\"container\":null,\"mcp_servers\":[],\"context_management\":{\"edits\":[]}")]
    public async Task Members_that_ask_for_nothing_leave_out_no_target(string kind, string path, string members)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, Question.Of(path, stream: false)[..^1] + "," + members + "}");
        Assert.Equal((200, 1), ((int)response.StatusCode, stage.One.CallCount));
    }

    [Theory]
    [InlineData(Question.Chat, "\"stop\":[\"Z\"]", false)]
    [InlineData(Question.Chat, "\"stop\":[\"Z\"]", true)]
    [InlineData(Question.Messages, "\"stop_sequences\":[\"Z\"]", false)]
    [InlineData(Question.Messages, "\"stop_sequences\":[\"Z\"]", true)]
    public async Task What_no_target_takes_is_the_callers_fault_and_not_an_overload(string path, string member, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync("openai-responses");
        using var response = await stage.PostAsync(path, Question.Of(path, stream)[..^1] + "," + member + "}");
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.Equal((400, "invalid_request_error"), ((int)response.StatusCode, error.GetProperty("type").GetString()));
        Assert.Contains("stop texts", error.GetProperty("message").GetString());
        Assert.Equal("NoTargetEligible", response.Headers.GetValues("x-holysheep-error").Single());
        Assert.False(response.Headers.Contains("x-should-retry"));
        if (path == Question.Chat)
        {
            Assert.Equal("not_translatable", error.GetProperty("code").GetString());
        }
    }

    private static async Task ExpectPassedOnOrRefusedAsync(string kind, string path, string body, string word)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(path, body);
        var read = await response.Content.ReadAsStringAsync();
        var own = path switch { Question.Chat => (string[])["openai", "azure"], Question.Responses => ["openai-responses"], _ => ["anthropic"] };
        if (own.Contains(Voice.Of(kind).Kind))
        {
            Assert.Equal((200, body), ((int)response.StatusCode, stage.One.Requests[0].Body));
            return;
        }

        Assert.Equal((400, 0), ((int)response.StatusCode, stage.One.CallCount + stage.Two.CallCount));
        var message = JsonElement.Parse(read).GetProperty("error").GetProperty("message").GetString();
        Assert.Contains($"The request has {word}, which no other format can say.", message);
    }
}
