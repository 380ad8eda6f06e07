using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using HolySheep.TestKit.Voices;
using Xunit;

namespace HolySheep.Gateway.Tests.Calls;

/// <summary>Callers of the gateway that let an earlier answer be given again.</summary>
public sealed class CachedAnswerTests
{
    private const string Cache = "x-holysheep-cache";
    private const string CachedAt = "x-holysheep-cached-at";
    private const string Clients = """
        "gateway": { "clients": { "red": { "token": "env:RED_TOKEN" }, "blue": { "token": "env:BLUE_TOKEN" } } },
        """;

    public static TheoryData<string, string, bool> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, bool>();
            foreach (var kind in Voice.All.Select(voice => voice.Kind).Distinct())
            {
                foreach (var path in Question.Paths)
                {
                    pairs.Add(kind, path, false);
                    pairs.Add(kind, path, true);
                }
            }

            return pairs;
        }
    }

    [Theory, MemberData(nameof(Pairs))]
    public async Task The_same_request_gets_the_same_bytes_again_and_no_provider_is_asked(string kind, string path, bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(kind);
        stage.One.OnAny().Answer(Reply.Reasoning("hm so", "330 m of tower").WithModel("a-model-of-theirs").WithUsage(prompt: 1000, completion: 5));
        using var first = await stage.PostAsync(path, Question.Of(path, stream), (Cache, "1d"));
        using var again = await stage.PostAsync(path, Question.Of(path, stream), (Cache, "1d"));
        var (asked, given) = (await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(1, stage.One.CallCount);
        Assert.Contains("330", given);
        Assert.Equal(Stable(asked), Stable(given));
        Assert.False(first.Headers.Contains(CachedAt));
        var at = DateTimeOffset.Parse(again.Headers.GetValues(CachedAt).Single(), CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow - at, TimeSpan.Zero, TimeSpan.FromHours(1));
        Assert.Equal(["0"], again.Headers.GetValues("x-holysheep-attempts"));
        Assert.Equal(["0"], (stream ? again.TrailingHeaders : again.Headers).GetValues("x-holysheep-cost-usd"));
        Assert.Equal(["one"], again.Headers.GetValues("x-holysheep-provider"));
    }

    [Theory]
    [InlineData("/v1/chat/completions")]
    [InlineData("/v1/messages")]
    public async Task A_stream_and_a_whole_answer_of_the_same_question_are_not_mixed_up(string path)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("330 m").WithUsage(prompt: 10, completion: 5), Reply.Text("330 m").WithUsage(prompt: 10, completion: 5));
        foreach (var stream in (bool[])[false, true, false, true])
        {
            using var response = await stage.PostAsync(path, Question.Of(path, stream), (Cache, "1h"));
            Assert.Equal(stream ? "text/event-stream" : "application/json", response.Content.Headers.ContentType!.MediaType);
            Assert.Contains("330", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Members_that_only_the_provider_knows_are_given_again()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Json(200, """{"id":"c1","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"330 m"},"finish_reason":"stop","logprobs":{"content":[{"token":"330","logprob":-0.10}]}}],"usage":{"prompt_tokens":10,"completion_tokens":2,"total_tokens":12},"a_member_of_tomorrow":[1.50]}"""));
        using var first = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, false), (Cache, "1d"));
        using var again = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, false), (Cache, "1d"));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Contains("""a_member_of_tomorrow":[1.50]""", await again.Content.ReadAsStringAsync());
        Assert.True(again.Headers.Contains(CachedAt));
    }

    [Fact]
    public async Task Events_that_came_between_two_texts_are_given_again_in_their_places()
    {
        string[] events =
        [
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"compaction","content":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":"They spoke of towers."}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"330 "}}""",
            """{"type":"ping"}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"m"}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}""",
            """{"type":"message_stop"}""",
        ];
        await using var stage = await GatewayStage.StartAsync("anthropic");
        stage.One.OnAny().Answer(OwnKindEvents.Reply(events));
        for (var time = 0; time < 2; time++)
        {
            using var response = await stage.PostAsync(Question.Messages, Question.Of(Question.Messages, stream: true), (Cache, "1d"));
            Assert.Equal(events, OwnKindEvents.DataOf(await response.Content.ReadAsStringAsync()));
        }

        Assert.Equal(1, stage.One.CallCount);
    }

    [Fact]
    public async Task No_client_is_given_what_another_one_has_asked()
    {
        await using var stage = await GatewayStage.StartAsync(more: Clients);
        stage.One.OnAny().Answer(Reply.Text("for red"), Reply.Text("for blue"), Reply.Text("for the others"));
        Assert.Equal(("for red", false), await AskAsync(stage, GatewayStage.RedToken));
        Assert.Equal(("for blue", false), await AskAsync(stage, GatewayStage.BlueToken));
        Assert.Equal(("for the others", false), await AskAsync(stage, GatewayStage.Token));
        Assert.Equal(("for red", true), await AskAsync(stage, GatewayStage.RedToken));
        Assert.Equal(("for blue", true), await AskAsync(stage, GatewayStage.BlueToken));
        Assert.Equal(("for the others", true), await AskAsync(stage, GatewayStage.Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_kept_answer_counts_in_no_limit_of_its_client(bool stream)
    {
        await using var stage = await GatewayStage.StartAsync(more: """ "gateway": { "clients": { "red": { "token": "env:RED_TOKEN", "requestsPerMinute": 1 } } }, """);
        stage.One.OnAny().Answer(Reply.Text("one"));
        var statuses = new List<HttpStatusCode>();
        foreach (var question in (string[])["How high?", "How high?", "How high?", "How wide?"])
        {
            using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, stream, question), ("Authorization", "Bearer " + GatewayStage.RedToken), (Cache, "1d"));
            await response.Content.ReadAsStringAsync();
            statuses.Add(response.StatusCode);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], statuses);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("1d, refresh")]
    [InlineData("Refresh,12h")]
    public async Task Refresh_asks_again_and_keeps_the_new_answer(string refresh)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("old"), Reply.Text("new"));
        Assert.Equal(("old", false), await AskAsync(stage, GatewayStage.Token));
        Assert.Equal(("new", false), await AskAsync(stage, GatewayStage.Token, refresh));
        Assert.Equal(("new", true), await AskAsync(stage, GatewayStage.Token));
    }

    [Fact]
    public async Task Off_goes_past_a_kept_answer_and_keeps_none()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("first"), Reply.Text("second"));
        Assert.Equal(("first", false), await AskAsync(stage, GatewayStage.Token));
        Assert.Equal(("second", false), await AskAsync(stage, GatewayStage.Token, "off"));
        Assert.Equal(("first", true), await AskAsync(stage, GatewayStage.Token));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    [InlineData("-1d")]
    [InlineData("1d;refresh")]
    public async Task A_wrong_value_is_refused(string value)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, false), (Cache, value));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(Cache, await response.Content.ReadAsStringAsync());
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task The_access_log_says_when_a_kept_answer_came()
    {
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();
        await using var stage = await GatewayStage.StartAsync(change: options => options with { AccessLog = lines.Enqueue });
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        await AskAsync(stage, GatewayStage.Token);
        await AskAsync(stage, GatewayStage.Token);
        await stage.Server.StopAsync();
        Assert.Equal([false, true], lines.Select(line => JsonElement.Parse(line).TryGetProperty("cached_at", out _)));
    }

    private static async Task<(string Content, bool IsKept)> AskAsync(GatewayStage stage, string token, string cache = "1d")
    {
        using var response = await stage.PostAsync(Question.Chat, Question.Of(Question.Chat, false), ("Authorization", "Bearer " + token), (Cache, cache));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return (JsonElement.Parse(text).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!, response.Headers.Contains(CachedAt));
    }

    // What is written for each response has ids and times of its own.
    private static string Stable(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"(id|item_id|created|created_at)\":(\"[^\"]*\"|\\d+)", "\"$1\":0");
}
