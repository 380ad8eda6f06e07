using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Providers.Errors;

/// <summary>Each place where a cause hides, in errors that say nothing of it anywhere else; plain and streamed.</summary>
public sealed class ErrorPlacesTests
{
    // Z.AI's number for spent credit is no word, so only who reads the JSON around it finds it.
    [Theory]
    [Modes("""{"error":{"message":"Provider returned error","code":400,"metadata":{"raw":"{\"error\":{\"code\":1113,\"message\":\"no\"}}"}}}""")]
    [Modes("""{"detail":"{\"code\":1113}"}"""), Modes("""{"error":"upstream: 400: {\"error\":{\"code\":1113}} (request 7)"}"""), Modes("""{"error":{"message":"{\"message\":\"{\\\"code\\\":1113}\"}"}}""")]
    [Modes("""[{"errors":[{"innererror":{"code":1113}}]}]"""), Modes("\"{\\\"error\\\":{\\\"code\\\":1113}}\""), Modes("""{"details":[{"details":[{"reason":"1113"}]}]}""")]
    public async Task A_number_is_found_at_any_depth_and_inside_strings(CallMode mode, string body) => await AssertAsync(mode, 400, body, OutcomeKind.OutOfMoney);

    [Theory]
    [Modes("""{"base_resp":{"status_code":1008,"status_msg":"no"}}""", OutcomeKind.OutOfMoney), Modes("""{"error":{"code":1008,"message":"no"}}""", OutcomeKind.BadRequest)]
    [Modes("""{"base_resp":{"status_code":2049,"status_msg":"no"}}""", OutcomeKind.BadCredential), Modes("""{"code":2049,"message":"no"}""", OutcomeKind.BadRequest)]
    public async Task A_number_in_the_wrapper_of_one_vendor_means_nothing_outside_it(CallMode mode, string body, OutcomeKind kind) => await AssertAsync(mode, 400, body, kind);

    [Theory]
    [Modes("""{"error":{"code":403,"message":"Not this one","metadata":{"reasons":["harassment"]}}}""", OutcomeKind.Refused), Modes("""{"error":{"code":403,"message":"Not this one","metadata":{"provider_name":"x"}}}""", OutcomeKind.Unfit)]
    public async Task Reasons_of_a_moderation_are_a_refusal_without_any_word_of_it(CallMode mode, string body, OutcomeKind kind) => await AssertAsync(mode, 403, body, kind);

    [Theory]
    [Modes("TokensPerModelPerMinute", OutcomeKind.Throttled), Modes("RequestsPerSecond", OutcomeKind.Throttled), Modes("RequestsPerProjectPerDay", OutcomeKind.OutOfMoney), Modes("TokensOfTheProject", OutcomeKind.OutOfMoney)]
    public async Task The_name_of_a_quota_says_for_how_long_it_is_used_up(CallMode mode, string quota, OutcomeKind kind) => await AssertAsync(mode, 429,
        $$$"""{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details.","details":[{"violations":[{"quotaId":"{{{quota}}}"}]}]}}""", kind);

    [Theory]
    [Modes("""{"error":{"message":"Bad value","request":{"text":"Your credit balance is too low","code":"insufficient_quota"}}}"""), Modes("""{"detail":[{"msg":"Bad value","input":{"message":"The prompt is too long"}}]}""")]
    [Modes("""{"error":{"message":"Bad value","messages":[{"text":"Invalid API key"}],"headers":{"status":"invalid_api_key"}}}"""), Modes("""{"error":{"message":"Bad value"},"traceback":{"detail":"model not found"}}""")]
    public async Task Members_that_repeat_the_request_judge_nothing(CallMode mode, string body) => await AssertAsync(mode, 400, body, OutcomeKind.BadRequest);

    [Theory]
    [Modes("\"retry_after\":7", 7.0), Modes("\"retry_after\":\"7\"", 7.0), Modes("\"retryAfterMs\":1500", 1.5), Modes("\"retry_after_seconds\":\"2.5\"", 2.5), Modes("\"details\":[{\"retryDelay\":\"4s\"}]", 4.0)]
    public async Task A_wait_that_only_the_body_names_is_kept(CallMode mode, string member, double seconds)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(429, $$$"""{"error":{"message":"Slower, please",{{{member}}}}}"""), Reply.Echo);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([seconds], stage.Waits);
    }

    [Theory, Modes]
    public async Task So_is_one_inside_a_200(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(200, """{"error":{"message":"Slower, please","code":"rate_limit_exceeded","retry_after":7}}"""), Reply.Echo);
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([7.0], stage.Waits);
    }

    [Theory]
    [Modes(400, """{"error":{"message":"upstream","code":503}}""", OutcomeKind.Transient), Modes(400, """{"error":{"message":"upstream","status_code":"429"}}""", OutcomeKind.Throttled), Modes(400, """{"error":{"message":"upstream","code":413}}""", OutcomeKind.TooLong)]
    [Modes(402, """{"error":{"message":"Reduce the length of the messages: your credits pay for 20 tokens per minute"}}""", OutcomeKind.OutOfMoney)]
    [Modes(413, """{"error":{"message":"Request too large for the model on tokens per minute (TPM)","type":"tokens","code":"rate_limit_exceeded"}}""", OutcomeKind.TooLong)]
    [Modes(400, """{"error":{"message":"The image in your prompt is too large"}}""", OutcomeKind.BadRequest)]
    public async Task Status_and_cause_are_weighed_against_each_other(CallMode mode, int status, string body, OutcomeKind kind) => await AssertAsync(mode, status, body, kind);

    [Theory]
    [Modes(429, OutcomeKind.Throttled, 3), Modes(503, OutcomeKind.Throttled, 3), Modes(529, OutcomeKind.Transient, 0.25), Modes(400, OutcomeKind.Transient, 0.25), Modes(500, OutcomeKind.Transient, 0.25)]
    public async Task A_lack_of_capacity_that_names_a_wait_is_a_throttle_only_under_a_status_of_one(CallMode mode, int status, OutcomeKind kind, double wait)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(status, """{"error":{"type":"overloaded_error","message":"Overloaded"}}""").WithHeader("retry-after", "3"), Reply.Echo);
        Assert.Equal([kind, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([wait], stage.Waits);
    }

    [Theory, Modes]
    public async Task What_stands_around_the_JSON_reaches_the_caller_and_nothing_twice(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(400, """the relay says: {"error":{"message":"Tone 7 is odd"},"detail":"Tone 7 is odd"} (third try)"""));
        var message = (await stage.AskAsync(mode)).Failure.Message;
        Assert.All(["the relay says", "Tone 7 is odd", "(third try)"], part => Assert.Contains(part, message));
        Assert.Equal(message.IndexOf("Tone 7", System.StringComparison.Ordinal), message.LastIndexOf("Tone 7", System.StringComparison.Ordinal));
    }

    [Theory, Modes]
    public async Task The_id_of_the_request_is_read_from_the_body_if_no_header_has_it(CallMode mode)
    {
        using var client = new HolySheepClient(new HolySheepClientOptions
        {
            Configuration = Planning.Layout.Of(),
            TimeProvider = new AutoAdvanceTimeProvider(),
            Handler = new FakeNetwork((_, _) => Task.FromResult(FakeNetwork.Json("""{"error":{"message":"no"},"request_id":"r-9"}""", HttpStatusCode.BadRequest))),
        });
        Assert.Equal("r-9", (await Caller.AskAsync(client, Stage.Question(), mode)).Failure.RequestId);
    }

    [Theory]
    [Modes(300_000), Modes(3_000_000)]
    public async Task An_error_that_quotes_a_long_request_is_read_as_far_as_it_says_something(CallMode mode, int length)
    {
        await AssertAsync(mode, 400, $$$"""{"error":{"message":"Tone 7 is odd","code":"odd","input":"{{{new string('x', length)}}}"}}""", OutcomeKind.BadRequest);
        await AssertAsync(mode, 400, $$$"""{"error":{"message":"no","code":1113},"input":"{{{new string('x', length)}}}"}""", OutcomeKind.OutOfMoney);
    }

    [Theory]
    [Modes("""{"error":{"code":1113,"message":"the request was {\"mess""", OutcomeKind.OutOfMoney), Modes("""[{"error":{"message":"no","code":1113""", OutcomeKind.BadRequest), Modes("""[{"error":{"code":1113,""", OutcomeKind.OutOfMoney)]
    [Modes("""{"error":"upstream: 400: {\"error\":{\"code\":1113,\"message\":\"the requ…"}""", OutcomeKind.OutOfMoney), Modes("{", OutcomeKind.Transient), Modes("""{"mess""", OutcomeKind.Transient)]
    public async Task JSON_without_its_end_says_what_is_complete_of_it(CallMode mode, string body, OutcomeKind kind) => await AssertAsync(mode, 400, body, kind);

    [Fact]
    public void A_code_of_0_says_nothing()
    {
        using var json = JsonDocument.Parse("""{"code":0,"base_resp":{"status_code":0},"error":{"code":0}}""");
        Assert.True(ErrorCollector.OfElement(json.RootElement).IsEmpty);
    }

    private static async Task AssertAsync(CallMode mode, int status, string body, OutcomeKind kind)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Json(status, body));
        Assert.Equal(kind, (await stage.AskAsync(mode, new ChatLimits { MaxRetries = 0 })).Kinds.First());
    }
}
