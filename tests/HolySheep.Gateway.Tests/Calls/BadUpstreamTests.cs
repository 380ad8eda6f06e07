using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Providers that hang or lie: each is an error of the caller's protocol. Those that never end are tested with the command, in a small heap.</summary>
public sealed class BadUpstreamTests
{
    public static TheoryData<string, string, bool> Hanging => Cases("silent", "silent after its headers");

    public static TheoryData<string, string, bool> Lying => Cases("a page", "nothing", "cut JSON", "an error in a success", "no answer", "closed", "more announced than sent");

    [Theory, MemberData(nameof(Hanging))]
    public async Task A_provider_that_hangs_is_left_after_the_time_of_the_call(string what, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]", defaults: """ "timeoutSec": 1, "maxAttempts": 1, """);
        stage.One.Handle(_ => ReplyOf(what));
        using var response = await stage.PostAsync(path, Question.Of(path, stream));
        Assert.Equal(504, (int)response.StatusCode);
        await CheckAsync(path, response);
        Assert.Equal(["false"], response.Headers.GetValues("x-should-retry"));
    }

    [Theory, MemberData(nameof(Lying))]
    public async Task A_provider_that_lies_is_a_bad_gateway_and_nothing_of_the_reply_is_an_answer(string what, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(chain: "[]", defaults: """ "maxAttempts": 1, """);
        stage.One.Handle(_ => ReplyOf(what));
        using var response = await stage.PostAsync(path, Question.Of(path, stream));
        Assert.Equal(502, (int)response.StatusCode);
        await CheckAsync(path, response);
    }

    private static Reply ReplyOf(string what) => what switch
    {
        "silent" => Reply.Silent(),
        "silent after its headers" => Reply.SilentAfterHeaders(),
        "a page" => Reply.Html(200),
        "nothing" => Reply.Empty200(),
        "cut JSON" => Reply.BrokenJson(),
        "an error in a success" => Reply.ErrorIn200(null),
        "no answer" => Reply.Json(200, """{"ok":true}"""),
        "closed" => Reply.CloseBeforeHeaders(),
        _ => Reply.Json(200, """{"id":"c","choices":[{"index":0,"mess""").WithHeader("content-length", "4000"),
    };

    private static TheoryData<string, string, bool> Cases(params string[] whats)
    {
        var cases = new TheoryData<string, string, bool>();
        foreach (var what in whats)
        {
            foreach (var path in Question.Paths)
            {
                cases.Add(what, path, false);
                cases.Add(what, path, true);
            }
        }

        return cases;
    }

    private static async Task CheckAsync(string path, System.Net.Http.HttpResponseMessage response)
    {
        var read = await response.Content.ReadAsStringAsync();
        Assert.Equal("application/json", response.Content.Headers.ContentType!.MediaType);
        var body = JsonElement.Parse(read);
        Assert.Equal(path == Question.Messages, body.TryGetProperty("type", out _));
        Assert.NotEmpty(body.GetProperty("error").GetProperty("message").GetString()!);
        Assert.Empty(KeyMarker.FindInBytes(Encoding.UTF8.GetBytes(read)));
    }
}
