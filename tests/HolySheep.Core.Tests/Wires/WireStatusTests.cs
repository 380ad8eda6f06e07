using System;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>The rows of the table of failures that are told by a status, a header or the words of any vendor: the same on all wires.</summary>
public sealed class WireStatusTests
{
    private static readonly OutcomeKind[] OnceMore = [OutcomeKind.Transient, OutcomeKind.Transient, OutcomeKind.Answered];

    [Theory]
    [Wires(408), Wires(409), Wires(424), Wires(425), Wires(498), Wires(500), Wires(501), Wires(502), Wires(503), Wires(504), Wires(529), Wires(599)]
    public async Task A_status_that_passes_is_retried_once_with_a_body_of_any_kind(string wire, CallMode mode, int status)
    {
        foreach (var reply in Bodies(status))
        {
            await using var stage = Stage.Chain().Speaking(wire);
            stage.One.OnAny().Answer(reply);
            Assert.Equal(OnceMore, (await stage.AskAsync(mode)).Kinds);
        }
    }

    [Theory]
    [Wires(402, OutcomeKind.OutOfMoney), Wires(403, OutcomeKind.Unfit), Wires(405, OutcomeKind.Unfit), Wires(410, OutcomeKind.Unfit)]
    [Wires(413, OutcomeKind.TooLong), Wires(422, OutcomeKind.BadRequest), Wires(418, OutcomeKind.BadRequest), Wires(460, OutcomeKind.BadRequest)]
    public async Task A_status_that_does_not_pass_is_never_retried_with_a_body_of_any_kind(string wire, CallMode mode, int status, OutcomeKind kind)
    {
        // A page or a scrap in place of an error comes from a server before the provider, and says nothing of the request.
        foreach (var reply in kind == OutcomeKind.BadRequest ? [Reply.Error(status, null, "no"), Reply.Json(status, "{\"status\":\"no\"}")] : Bodies(status))
        {
            await using var stage = Stage.Chain().Speaking(wire);
            stage.One.OnAny().Answer(reply);
            Assert.Equal([kind, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        }
    }

    [Theory]
    [Wires(301), Wires(302), Wires(307), Wires(308)]
    public async Task A_redirect_is_not_followed(string wire, CallMode mode, int status)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Redirect(stage.Two.Root + "/elsewhere", status));
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal((1, 1), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Theory]
    [Wires(400, "json_validate_failed", "Failed to validate JSON. Please adjust your prompt."), Wires(400, "tool_use_failed", "Failed to call a function. Please adjust your prompt.")]
    [Wires(429, null, "Service tier capacity exceeded for this model."), Wires(429, "engine_overloaded_error", "The engine is currently overloaded, please try again later"), Wires(400, "server_is_overloaded", "Our servers are currently overloaded."), Wires(429, null, "The service is experiencing high demand")]
    public async Task A_lack_of_capacity_and_an_output_that_the_model_broke_pass_under_any_status(string wire, CallMode mode, int status, string? code, string message)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(status, code, message));
        Assert.Equal(OnceMore, (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Wires(400, null, "Your credit balance is too low to access the API. Please go to Plans & Billing to upgrade or purchase credits."), Wires(400, null, "You have reached your specified workspace API usage limits. You will regain access on 2027-01-01 at 00:00 UTC.")]
    [Wires(403, "insufficient_quota", "No credits left"), Wires(400, "Arrearage", "Access denied, please make sure your account is in good standing."), Wires(429, null, "Your team has either used all available credits or reached its monthly spending limit.")]
    [Wires(402, null, "Your prepayment credits are depleted.")]
    public async Task Words_of_money_are_money_under_any_status(string wire, CallMode mode, int status, string? code, string message)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(status, code, message));
        Assert.Equal([OutcomeKind.OutOfMoney, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal([OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Wires]
    public async Task Words_of_money_with_a_hint_of_at_most_a_minute_are_a_throttle(string wire, CallMode mode)
    {
        await using var stage = Stage.SameModel().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(429, "insufficient_quota", "You exceeded your current quota of tokens per minute.").WithHeader("retry-after", "20"));
        Assert.Equal([OutcomeKind.Throttled, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Wires("the model 'alpha' has been retired"), Wires("Unsupported parameter: 'temperature' is not supported with this model."), Wires("model alpha not found"), Wires("This model is not available in your region.")]
    public async Task A_400_that_speaks_of_the_model_or_a_parameter_speaks_for_that_target_alone(string wire, CallMode mode, string message)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(400, null, message));
        Assert.Equal([OutcomeKind.Unfit, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Wires("context_length_exceeded", "too long"), Wires(null, "This model's maximum context length is 8192 tokens."), Wires(null, "prompt is too long: 212000 tokens > 200000 maximum"), Wires(null, "The input token count (1310720) exceeds the maximum number of tokens allowed (1048576).")]
    [Wires(null, "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000"), Wires("exceed_context_size_error", "the request exceeds the available context size"), Wires(null, "Range of input length should be [1, 30720]"), Wires(null, "Input is too long for requested model.")]
    public async Task A_prompt_over_the_window_is_too_long_in_the_words_of_any_vendor(string wire, CallMode mode, string? code, string message)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(400, code, message));
        Assert.Equal([OutcomeKind.TooLong, OutcomeKind.Answered], (await stage.AskAsync(mode)).Kinds);
    }

    [Theory]
    [Wires("content_filter", "filtered"), Wires("content_policy_violation", "Your request was rejected."), Wires("data_inspection_failed", "Input data may contain inappropriate content."), Wires(null, "The request was rejected because it was considered high risk")]
    public async Task A_prompt_that_a_policy_refuses_is_refused_in_the_words_of_any_vendor(string wire, CallMode mode, string? code, string message)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Error(400, code, message));
        Assert.Equal([OutcomeKind.Refused], (await stage.AskAsync(mode)).Kinds);
        Assert.Equal("two", (await stage.AskAsync(mode, Stage.Question() with { FallbackOnRefusal = true })).Result.Provider);
    }

    [Theory]
    [Wires(500, "false", 1), Wires(500, "true", 2), Wires(400, "true", 2), Wires(400, "false", 1), Wires(401, "true", 1)]
    public async Task The_provider_says_itself_whether_the_same_request_is_worth_a_retry(string wire, CallMode mode, int status, string header, int calls)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Status(status).WithHeader("x-should-retry", header));
        Assert.Equal("two", (await stage.AskAsync(mode)).Result.Provider);
        Assert.Equal(calls, stage.One.CallCount);
    }

    [Theory]
    [Wires("""{"error":"Insufficient Balance"}"""), Wires("""{"error":{"code":"x","message":"Insufficient Balance"}}"""), Wires("""{"errors":[{"code":7,"message":"Insufficient Balance"}]}"""), Wires("""{"detail":"Insufficient Balance"}"""), Wires("""[{"error":{"message":"Insufficient Balance"}}]""")]
    [Wires("""{"message":"Insufficient Balance"}"""), Wires("""{"error":{"message":"Provider returned error","metadata":{"raw":"{\"error\":{\"message\":\"Insufficient Balance\"}}"}}}"""), Wires("""{"error":{"message":"bad","innererror":{"message":"Insufficient Balance"}}}"""), Wires("""{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"""), Wires("""{"type":"error","error":{"details":[{"reason":"INSUFFICIENT_QUOTA"}],"message":"Insufficient Balance"}}""")]
    public async Task An_error_is_read_wherever_it_hides(string wire, CallMode mode, string body)
    {
        await using var stage = Stage.Chain().Speaking(wire);
        stage.One.OnAny().Answer(Reply.Json(400, body));
        var asked = await stage.AskAsync(mode);
        Assert.Equal([OutcomeKind.OutOfMoney, OutcomeKind.Answered], asked.Kinds);
        Assert.Contains("nsufficient", asked.Attempts[0].Message, StringComparison.Ordinal);
    }

    private static Reply[] Bodies(int status) =>
    [
        Reply.Status(status), Reply.Html(status), Reply.Raw(status, "text/plain", ""), Reply.Raw(status, "application/json", "{\"oh"), Reply.Json(status, "{\"status\":\"no\"}"),
    ];
}
