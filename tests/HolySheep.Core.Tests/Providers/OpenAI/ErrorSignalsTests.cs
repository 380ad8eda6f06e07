using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Resilience;
using Xunit;

namespace HolySheep.Providers.OpenAI;

/// <summary>The vendors' codes and wordings, each against the neutral signal it stands for.</summary>
public sealed class ErrorSignalsTests
{
    private static readonly Dictionary<FailureSignal, string[]> Codes = new()
    {
        [FailureSignal.QuotaExhausted] =
        [
            "insufficient_quota", "insufficient_user_quota", "insufficient_balance", "insufficient_credits", "billing_hard_limit_reached", "billing_not_active", "billing_error",
            "quota_exceeded", "credit_limit_exceeded", "spend_limit_exceeded",
        ],
        [FailureSignal.RateLimited] = ["rate_limit_exceeded", "rate_limit_error", "rate_limit", "too_many_requests", "RESOURCE_EXHAUSTED"],
        [FailureSignal.KeyRefused] = ["invalid_api_key", "authentication_error", "UNAUTHENTICATED", "API_KEY_INVALID"],
        [FailureSignal.Forbidden] = ["permission_error", "permission_denied", "PERMISSION_DENIED", "unsupported_country_region_territory"],
        [FailureSignal.ModelUnknown] = ["model_not_found", "model_not_available", "unknown_model", "unsupported_model", "DeploymentNotFound", "not_found_error", "NOT_FOUND"],
        [FailureSignal.ParameterUnknown] = ["unsupported_parameter", "unknown_parameter", "unsupported_value"],
        [FailureSignal.ContextLength] =
            ["context_length_exceeded", "context_window_exceeded", "model_max_prompt_tokens_exceeded", "request_too_large", "exceed_context_size_error", "string_above_max_length"],
        [FailureSignal.ContentPolicy] =
            ["content_policy_violation", "content_filter", "content_filter_error", "ResponsibleAIPolicyViolation", "moderation_blocked", "data_inspection_failed", "SAFETY", "PROHIBITED_CONTENT"],
        [FailureSignal.Unavailable] = ["overloaded_error", "overloaded", "engine_overloaded", "server_overloaded", "service_unavailable", "UNAVAILABLE"],
        [FailureSignal.ServerError] = ["INTERNAL", "internal_error", "internal_server_error", "server_error", "DEADLINE_EXCEEDED"],
    };

    private static readonly Dictionary<FailureSignal, string[]> Words = new()
    {
        [FailureSignal.ContextLength] =
        [
            "This model's maximum context length is 8192 tokens", "Context length exceeded", "prompt exceeds the context", "larger than the context window", "Prompt is too long: 3 > 2",
            "Input is too long for requested model.", "input length and `max_tokens` exceed context limit", "Please reduce the length of the messages", "exceeds the maximum number of tokens allowed",
            "too many tokens in the prompt", "The input token count (9) is more", "prompt too long", "max_prompt_tokens is 8", "input and output exceed context limit: 3", "the request exceeds the available context size",
            "is longer than the model's context length", "This model's maximum prompt length is 131072", "Prompt exceeds max length", "Your request exceeded model token limit: 8192",
            "Range of input length should be [1, 30720]", "Input tokens exceed the configured limit of 272000 tokens", "string too long. Expected a string with maximum length 1048576",
            "too many tokens: total number of tokens in the prompt cannot exceed 4081", "`inputs` tokens + `max_new_tokens` must be <= 2048",
        ],
        [FailureSignal.ContentPolicy] =
        [
            "violates our content policy", "triggering the content management policy", "blocked by the content filter", "rejected by our safety system",
            "flagged as potentially violating our rules", "against our usage policies",
        ],
        [FailureSignal.KeyRefused] = ["Incorrect API key provided: sk-***", "Invalid API key", "API key not valid. Please pass a valid API key."],
        [FailureSignal.QuotaExhausted] =
        [
            "You exceeded your current quota", "Your credit balance is too low", "Insufficient balance", "insufficient credits", "insufficient quota", "check your billing details",
            "monthly spend limit reached", "over your credit limit", "daily quota used up", "no quota for today",
        ],
        [FailureSignal.ModelUnknown] =
        [
            "model not found", "Unknown model: x", "no such model", "unsupported model", "x is not a valid model ID", "model does not exist",
            "The model `x` does not exist or you do not have access to it.", "models/x is not found for API version v1",
        ],
        [FailureSignal.ParameterUnknown] =
        [
            "Unknown parameter: 'x'", "Unsupported parameter: 'max_tokens'", "Unrecognized request argument supplied: x", "x: Extra inputs are not permitted", "extra fields not permitted",
            "'temperature' is not supported with this model", "it does not support parameter x",
        ],
    };

    public static TheoryData<string, string> EveryCode => Pairs(Codes);

    public static TheoryData<string, string> EveryWording => Pairs(Words);

    [Theory, MemberData(nameof(EveryCode))]
    public void A_code_says_the_same_as_code_as_type_as_status_and_inside_a_200(string signal, string code)
    {
        foreach (var member in (string[])["code", "type", "status"])
        {
            var body = Body(member, code);
            Assert.Equal(signal, ErrorSignals.OfStatus(body, 418).ToString());
            Assert.Equal(signal, ErrorSignals.OfSuccessStatus(body).ToString());
        }

        Assert.Equal(signal, ErrorSignals.OfStatus(Body("code", code.ToUpperInvariant()), 418).ToString());
    }

    [Theory, MemberData(nameof(EveryWording))]
    public void Words_say_it_where_no_code_does(string signal, string words)
    {
        Assert.Equal(signal, ErrorSignals.OfStatus(Body("message", words), 400).ToString());
        Assert.Equal(signal, ErrorSignals.OfSuccessStatus(Body("message", words)).ToString());
        Assert.Equal(FailureSignal.None, ErrorSignals.OfStatus(Body("message", words), 500));
    }

    [Theory]
    [InlineData("This request would exceed your rate limit of 40,000 input tokens; too many tokens in the prompt")]
    [InlineData("Rate limit reached. Please reduce the length of the messages.")]
    public void A_throttle_that_advises_shorter_prompts_stays_one(string words) => Assert.Equal(FailureSignal.None, ErrorSignals.OfStatus(Body("message", words), 429));

    [Theory]
    [InlineData("400", nameof(FailureSignal.InvalidRequest)), InlineData("401", nameof(FailureSignal.KeyRefused)), InlineData("402", nameof(FailureSignal.QuotaExhausted))]
    [InlineData("403", nameof(FailureSignal.Forbidden)), InlineData("404", nameof(FailureSignal.ModelUnknown)), InlineData("408", nameof(FailureSignal.ServerError))]
    [InlineData("413", nameof(FailureSignal.ContextLength)), InlineData("422", nameof(FailureSignal.InvalidRequest)), InlineData("429", nameof(FailureSignal.RateLimited))]
    [InlineData("500", nameof(FailureSignal.ServerError)), InlineData("502", nameof(FailureSignal.ServerError)), InlineData("503", nameof(FailureSignal.Unavailable)), InlineData("529", nameof(FailureSignal.Unavailable))]
    [InlineData("invalid_request_error", nameof(FailureSignal.InvalidRequest)), InlineData("INVALID_ARGUMENT", nameof(FailureSignal.InvalidRequest)), InlineData("bad_request", nameof(FailureSignal.InvalidRequest))]
    [InlineData("invalid_request", nameof(FailureSignal.InvalidRequest)), InlineData("api_error", nameof(FailureSignal.ServerError))]
    [InlineData("42", nameof(FailureSignal.UnknownError)), InlineData("heard_of_by_nobody", nameof(FailureSignal.UnknownError))]
    public void Inside_a_200_numbers_and_vague_codes_speak_too(string code, string signal)
    {
        Assert.Equal(signal, ErrorSignals.OfSuccessStatus(Body("code", code)).ToString());
        Assert.Equal(FailureSignal.None, ErrorSignals.OfStatus(Body("code", code), 500));
    }

    [Theory]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"violations":[{"quotaId":"RequestsPerDayPerProject"}]}]}""", nameof(FailureSignal.QuotaExhausted))]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"violations":[{"quotaId":"RequestsPerMinutePerProject"}]},{"retryDelay":"20s"}]}""", nameof(FailureSignal.RateLimited))]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"You exceeded your current quota","details":[{"retryDelay":"20s"}]}""", nameof(FailureSignal.RateLimited))]
    [InlineData("""{"code":"rate_limit_exceeded","message":"You exceeded your current quota"}""", nameof(FailureSignal.QuotaExhausted))]
    public void A_daily_quota_is_told_from_a_minutes_one(string error, string signal) => Assert.Equal(signal, ErrorSignals.OfStatus(ErrorBody.OfError(Json(error)), 429).ToString());

    [Theory]
    [InlineData("""{"error":{"message":"m","code":"c","type":"t"}}""", "m", "c", "t")]
    [InlineData("""[{"error":{"message":"m","code":7,"status":"S"}}]""", "m", "7", "S")]
    [InlineData("""{"error":"only a text"}""", "only a text", null, null)]
    [InlineData("""{"message":"m","code":"c"}""", "m", "c", null)]
    [InlineData("""{"detail":"m"}""", "m", null, null)]
    [InlineData("""{"msg":"m","error":null}""", "m", null, null)]
    public void An_error_is_found_in_whichever_shape_it_comes(string json, string? message, string? code, string? type)
    {
        var body = ErrorBody.Of(Json(json))!;
        Assert.Equal((message, code, type), (body.Message, body.Code, body.Type));
    }

    [Theory]
    [InlineData("[]"), InlineData("7"), InlineData("\"text\""), InlineData("null")]
    public void What_holds_no_error_is_none(string json) => Assert.Null(ErrorBody.Of(Json(json)));

    private static ErrorBody Body(string member, string value) => ErrorBody.OfError(Json(new JsonObject { [member] = value }.ToJsonString()));

    private static JsonElement Json(string text) => JsonElement.Parse(text);

    private static TheoryData<string, string> Pairs(Dictionary<FailureSignal, string[]> table)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var (signal, text) in table.SelectMany(entry => entry.Value.Select(text => (entry.Key, text))))
        {
            pairs.Add(signal.ToString(), text);
        }

        return pairs;
    }
}
