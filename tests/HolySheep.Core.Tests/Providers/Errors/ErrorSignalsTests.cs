using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Chat;
using HolySheep.Failures;
using Xunit;

namespace HolySheep.Providers.Errors;

/// <summary>The vendors' codes and wordings, each against the neutral signal it stands for.</summary>
public sealed class ErrorSignalsTests
{
    private static readonly Dictionary<FailureSignal, string[]> Codes = new()
    {
        [FailureSignal.QuotaExhausted] =
        [
            "insufficient_quota", "insufficient_user_quota", "insufficient_balance", "insufficient_credits", "billing_hard_limit_reached", "billing_not_active", "billing_error",
            "quota_exceeded", "credit_limit_exceeded", "spend_limit_exceeded", "credit_balance_exhausted", "project_spend_limit_exceeded", "enforced_spend_limit_reached",
            "team_budget_exceeded", "CreditsDepleted", "1113", "3036",
        ],
        [FailureSignal.RateLimited] = ["rate_limit_exceeded", "rate_limit_error", "rate_limit", "too_many_requests", "RESOURCE_EXHAUSTED"],
        [FailureSignal.KeyRefused] = ["invalid_api_key", "authentication_error", "UNAUTHENTICATED", "API_KEY_INVALID"],
        [FailureSignal.Forbidden] = ["permission_error", "permission_denied", "PERMISSION_DENIED", "unsupported_country_region_territory"],
        [FailureSignal.ModelUnknown] = ["model_not_found", "model_not_available", "unknown_model", "unsupported_model", "DeploymentNotFound", "not_found_error", "NOT_FOUND"],
        [FailureSignal.ParameterUnknown] = ["unsupported_parameter", "unknown_parameter", "unsupported_value"],
        [FailureSignal.ContextLength] =
            ["context_length_exceeded", "context_window_exceeded", "model_max_prompt_tokens_exceeded", "request_too_large", "exceed_context_size_error", "ContextLengthExceeded", "prompt-too-long"],
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
    public void Words_decide_if_no_code_does(string signal, string words)
    {
        Assert.Equal(signal, ErrorSignals.OfStatus(Body("message", words), 400).ToString());
        Assert.Equal(signal, ErrorSignals.OfSuccessStatus(Body("message", words)).ToString());

        // A server fault may quote anything in its text; only money and capacity are read from it.
        var inAServerFault = signal is nameof(FailureSignal.QuotaExhausted) or nameof(FailureSignal.Unavailable) ? signal : nameof(FailureSignal.None);
        Assert.Equal(inAServerFault, ErrorSignals.OfStatus(Body("message", words), 500).ToString());
    }

    [Theory]
    [InlineData("Invalid 'user': string too long. Expected a string with maximum length 64, but got a string with length 100 instead.")]
    [InlineData("Invalid 'tools[0].function.description': string too long. Expected a string with maximum length 1024, but got a string with length 3000 instead.")]
    [InlineData("max_tokens is too large: 100000. This model supports at most 16384 completion tokens, whereas you provided 100000.")]
    [InlineData("max_tokens: 100000 > 64000, which is the maximum allowed number of output tokens for claude-x")]
    [InlineData("`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model")]
    [InlineData("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]")]
    [InlineData("messages.0.content.1.image.source.base64: image exceeds 5 MB maximum: 6000000 bytes > 5242880 bytes")]
    [InlineData("Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with length 9 instead.")]
    [InlineData("Input should be less than or equal to 2")]
    [InlineData("temperature: range: 0..1")]
    [InlineData("Invalid type for 'messages[0].content': expected one of a string or array of objects, but got an integer instead.")]
    [InlineData("'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.")]
    [InlineData("Unexpected token '}' in the JSON body at position 117")]
    [InlineData("The user has no money in this story, and nobody knows the model of the car")]
    public void A_text_that_only_resembles_a_phrase_leaves_the_meaning_to_the_status(string words) => Assert.Equal(FailureSignal.None, ErrorSignals.OfStatus(Body("message", words), 400));

    [Theory]
    [InlineData("user", FailureSignal.None), InlineData("tools[0].function.description", FailureSignal.None), InlineData("messages[3].content", FailureSignal.ContextLength), InlineData("input", FailureSignal.ContextLength)]
    internal void A_string_that_is_too_long_is_the_prompt_only_if_the_error_names_it(string param, FailureSignal signal)
    {
        var error = new JsonObject { ["code"] = "string_above_max_length", ["param"] = param, ["message"] = "string too long. Expected a string with maximum length 1048576" };
        Assert.Equal(signal, ErrorSignals.OfStatus(ErrorCollector.OfElement(Json(error.ToJsonString())), 400));
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
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"violations":[{"quotaId":"RequestsPerDayPerProject"}]}]}""", OutcomeKind.OutOfMoney)]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"violations":[{"quotaId":"RequestsPerDayPerProject"}]},{"retryDelay":"20s"}]}""", OutcomeKind.OutOfMoney)]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"Quota exceeded","details":[{"violations":[{"quotaId":"RequestsPerMinutePerProject"}]},{"retryDelay":"20s"}]}""", OutcomeKind.Throttled)]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"You exceeded your current quota","details":[{"retryDelay":"20s"}]}""", OutcomeKind.Throttled)]
    [InlineData("""{"code":429,"status":"RESOURCE_EXHAUSTED","message":"You exceeded your current quota","details":[{"retryDelay":"61s"}]}""", OutcomeKind.OutOfMoney)]
    [InlineData("""{"code":"rate_limit_exceeded","message":"You exceeded your current quota"}""", OutcomeKind.OutOfMoney)]
    [InlineData("""{"message":"You exceeded your current quota of 10 requests per minute, please check your plan and billing details."}""", OutcomeKind.Throttled)]
    [InlineData("""{"message":"Billing quota exceeded for aiplatform.googleapis.com/generate_requests_per_minute_per_project"}""", OutcomeKind.Throttled)]
    [InlineData("""{"message":"Rate limit reached for model x on tokens per day (TPD): Limit 100000, Used 99000, Requested 2000. Please try again in 14m2s.","code":"rate_limit_exceeded"}""", OutcomeKind.OutOfMoney)]
    [InlineData("""{"message":"Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day","code":429}""", OutcomeKind.OutOfMoney)]
    [InlineData("""{"message":"Rate limit reached for gpt-x on tokens per min (TPM): Limit 30000, Used 29000, Requested 2000.","code":"rate_limit_exceeded"}""", OutcomeKind.Throttled)]
    [InlineData("""{"message":"Request too large for gpt-x on tokens per min (TPM): Limit 30,000, Requested 31,200. The input or output tokens must be reduced.","code":"rate_limit_exceeded"}""", OutcomeKind.TooLong)]
    [InlineData("""{"message":"Quota exceeded for metric: generate_content_free_tier_requests, limit: 0, model: x","status":"RESOURCE_EXHAUSTED"}""", OutcomeKind.Unfit)]
    [InlineData("""{"message":"Service tier capacity exceeded for this model.","type":"invalid_request_error","code":"3505"}""", OutcomeKind.Transient)]
    [InlineData("""{"message":"The server is currently experiencing high demand and cannot process your request.","code":"429"}""", OutcomeKind.Transient)]
    public void A_429_is_classified_by_what_is_used_up(string error, OutcomeKind kind)
    {
        var report = ErrorCollector.OfElement(Json(error));
        Assert.Equal(kind, new Failure { Signal = ErrorSignals.OfStatus(report, 429), Status = 429, WaitHint = report.WaitHint, Message = "" }.Kind);
    }

    [Theory]
    [InlineData("""{"error":{"message":"m","code":"c","type":"t"}}""", "m", "c", "t")]
    [InlineData("""[{"error":{"message":"m","code":7,"status":"S"}}]""", "m", "7", "S")]
    [InlineData("""{"error":"only a text"}""", "only a text", null, null)]
    [InlineData("""{"message":"m","code":"c"}""", "m", "c", null)]
    [InlineData("""{"detail":"m"}""", "m", null, null)]
    [InlineData("""{"msg":"m","error":null}""", "m", null, null)]
    public void An_error_is_found_in_whichever_shape_it_comes(string json, string? message, string? code, string? type)
    {
        var report = ErrorCollector.OfBody(System.Text.Encoding.UTF8.GetBytes(json))!;
        Assert.Equal(message, report.Message);
        Assert.Equal(new[] { code, type }.OfType<string>(), report.Codes);
    }

    [Theory]
    [InlineData("[]"), InlineData("null"), InlineData("true"), InlineData("{}"), InlineData("""{"error":null}""")]
    public void A_body_that_names_no_error_leaves_the_meaning_to_the_status(string json) => Assert.True(ErrorCollector.OfElement(Json(json)).IsEmpty);

    private static ErrorReport Body(string member, string value) => ErrorCollector.OfElement(Json(new JsonObject { [member] = value }.ToJsonString()));

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
