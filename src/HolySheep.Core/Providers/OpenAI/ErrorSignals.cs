using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using HolySheep.Resilience;

namespace HolySheep.Providers.OpenAI;

/// <summary>Translates the vendors' error codes and wordings to neutral signals.</summary>
internal static class ErrorSignals
{
    private static readonly Dictionary<string, FailureSignal> Codes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["insufficient_quota"] = FailureSignal.QuotaExhausted,
        ["insufficient_user_quota"] = FailureSignal.QuotaExhausted,
        ["insufficient_balance"] = FailureSignal.QuotaExhausted,
        ["insufficient_credits"] = FailureSignal.QuotaExhausted,
        ["billing_hard_limit_reached"] = FailureSignal.QuotaExhausted,
        ["billing_not_active"] = FailureSignal.QuotaExhausted,
        ["billing_error"] = FailureSignal.QuotaExhausted,
        ["quota_exceeded"] = FailureSignal.QuotaExhausted,
        ["credit_limit_exceeded"] = FailureSignal.QuotaExhausted,
        ["spend_limit_exceeded"] = FailureSignal.QuotaExhausted,
        ["rate_limit_exceeded"] = FailureSignal.RateLimited,
        ["rate_limit_error"] = FailureSignal.RateLimited,
        ["rate_limit"] = FailureSignal.RateLimited,
        ["too_many_requests"] = FailureSignal.RateLimited,
        ["RESOURCE_EXHAUSTED"] = FailureSignal.RateLimited,
        ["invalid_api_key"] = FailureSignal.KeyRefused,
        ["authentication_error"] = FailureSignal.KeyRefused,
        ["UNAUTHENTICATED"] = FailureSignal.KeyRefused,
        ["API_KEY_INVALID"] = FailureSignal.KeyRefused,
        ["permission_error"] = FailureSignal.Forbidden,
        ["permission_denied"] = FailureSignal.Forbidden,
        ["unsupported_country_region_territory"] = FailureSignal.Forbidden,
        ["model_not_found"] = FailureSignal.ModelUnknown,
        ["model_not_available"] = FailureSignal.ModelUnknown,
        ["unknown_model"] = FailureSignal.ModelUnknown,
        ["unsupported_model"] = FailureSignal.ModelUnknown,
        ["DeploymentNotFound"] = FailureSignal.ModelUnknown,
        ["not_found_error"] = FailureSignal.ModelUnknown,
        ["NOT_FOUND"] = FailureSignal.ModelUnknown,
        ["unsupported_parameter"] = FailureSignal.ParameterUnknown,
        ["unknown_parameter"] = FailureSignal.ParameterUnknown,
        ["unsupported_value"] = FailureSignal.ParameterUnknown,
        ["context_length_exceeded"] = FailureSignal.ContextLength,
        ["context_window_exceeded"] = FailureSignal.ContextLength,
        ["model_max_prompt_tokens_exceeded"] = FailureSignal.ContextLength,
        ["request_too_large"] = FailureSignal.ContextLength,
        ["exceed_context_size_error"] = FailureSignal.ContextLength,
        ["string_above_max_length"] = FailureSignal.ContextLength,
        ["content_policy_violation"] = FailureSignal.ContentPolicy,
        ["content_filter"] = FailureSignal.ContentPolicy,
        ["content_filter_error"] = FailureSignal.ContentPolicy,
        ["ResponsibleAIPolicyViolation"] = FailureSignal.ContentPolicy,
        ["moderation_blocked"] = FailureSignal.ContentPolicy,
        ["data_inspection_failed"] = FailureSignal.ContentPolicy,
        ["SAFETY"] = FailureSignal.ContentPolicy,
        ["PROHIBITED_CONTENT"] = FailureSignal.ContentPolicy,
        ["overloaded_error"] = FailureSignal.Unavailable,
        ["overloaded"] = FailureSignal.Unavailable,
        ["engine_overloaded"] = FailureSignal.Unavailable,
        ["server_overloaded"] = FailureSignal.Unavailable,
        ["service_unavailable"] = FailureSignal.Unavailable,
        ["UNAVAILABLE"] = FailureSignal.Unavailable,
        ["INTERNAL"] = FailureSignal.ServerError,
        ["internal_error"] = FailureSignal.ServerError,
        ["internal_server_error"] = FailureSignal.ServerError,
        ["server_error"] = FailureSignal.ServerError,
        ["DEADLINE_EXCEEDED"] = FailureSignal.ServerError,
    };

    // These say no more than the status does; they count only where the status says nothing, as inside a 200.
    private static readonly Dictionary<string, FailureSignal> VagueCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["invalid_request_error"] = FailureSignal.InvalidRequest,
        ["invalid_request"] = FailureSignal.InvalidRequest,
        ["INVALID_ARGUMENT"] = FailureSignal.InvalidRequest,
        ["bad_request"] = FailureSignal.InvalidRequest,
        ["api_error"] = FailureSignal.ServerError,
    };

    private static readonly (FailureSignal Signal, string[] Wordings)[] Wordings =
    [
        (FailureSignal.ContextLength,
        [
            "maximum context length", "context length exceeded", "exceeds the context", "context window", "prompt is too long", "input is too long",
            "input length and `max_tokens` exceed", "reduce the length of the messages", "exceeds the maximum number of tokens", "too many tokens in the prompt",
            "input token count", "prompt too long", "max_prompt_tokens", "exceed context limit", "exceeds the available context", "longer than the model's context",
            "maximum prompt length", "prompt exceeds max", "exceeded model token limit", "range of input length", "input tokens exceed", "string too long. expected",
            "too many tokens: total", "`inputs` tokens + `max_new_tokens`",
        ]),
        (FailureSignal.ContentPolicy, ["content policy", "content management policy", "content filter", "safety system", "flagged as potentially violating", "usage policies"]),
        (FailureSignal.KeyRefused, ["incorrect api key", "invalid api key", "api key not valid"]),
        (FailureSignal.QuotaExhausted,
            ["exceeded your current quota", "credit balance is too low", "insufficient balance", "insufficient credit", "insufficient quota", "billing details", "spend limit", "credit limit", "daily quota", "quota for today"]),
        (FailureSignal.ModelUnknown, ["model not found", "unknown model", "no such model", "unsupported model", "is not a valid model", "model does not exist"]),
        (FailureSignal.ParameterUnknown,
            ["unknown parameter", "unsupported parameter", "unrecognized request argument", "extra inputs are not permitted", "extra fields not permitted", "is not supported with this model", "does not support parameter"]),
    ];

    /// <summary>The signal of an error that came with an HTTP error status; <see cref="FailureSignal.None"/> leaves it to the status.</summary>
    public static FailureSignal OfStatus(ErrorBody body, int status)
    {
        if (Known(body, Codes) is { } known)
        {
            return Daily(known, body);
        }

        // A server fault may quote anything in its text: only a verdict on the request is read from words.
        var words = status is 400 or 403 or 404 or 413 or 422 or 429 ? OfWords(body.Message) ?? FailureSignal.None : FailureSignal.None;

        // Who throttles often advises shorter prompts: there only money is read from words.
        return status == 429 && words != FailureSignal.QuotaExhausted ? FailureSignal.None : words;
    }

    /// <summary>The signal of an error inside a 200.</summary>
    public static FailureSignal OfSuccessStatus(ErrorBody body)
    {
        if (Known(body, Codes) is { } known)
        {
            return Daily(known, body);
        }

        return OfWords(body.Message) ?? OfNumber(body.Code) ?? OfNumber(body.Type) ?? Known(body, VagueCodes) ?? FailureSignal.UnknownError;
    }

    private static FailureSignal? Known(ErrorBody body, Dictionary<string, FailureSignal> codes)
    {
        if (body.Code is not null && codes.TryGetValue(body.Code, out var byCode))
        {
            return byCode;
        }

        return body.Type is not null && codes.TryGetValue(body.Type, out var byType) ? byType : null;
    }

    private static FailureSignal Daily(FailureSignal signal, ErrorBody body) =>
        signal == FailureSignal.RateLimited && (body.DailyQuota || OfWords(body.Message) == FailureSignal.QuotaExhausted && body.WaitHint is null)
            ? FailureSignal.QuotaExhausted
            : signal;

    private static FailureSignal? OfWords(string? message)
    {
        if (message is null)
        {
            return null;
        }

        foreach (var (signal, wordings) in Wordings)
        {
            if (wordings.Any(wording => message.IndexOf(wording, StringComparison.OrdinalIgnoreCase) >= 0))
            {
                return signal;
            }
        }

        return NamesUnknownModel(message) ? FailureSignal.ModelUnknown : null;
    }

    /// <summary>Such as "The model `x` does not exist or you do not have access to it".</summary>
    private static bool NamesUnknownModel(string message)
    {
        var model = message.IndexOf("model", StringComparison.OrdinalIgnoreCase);
        return model >= 0
            && (message.IndexOf("does not exist", model, StringComparison.OrdinalIgnoreCase) >= 0
                || message.IndexOf("not found", model, StringComparison.OrdinalIgnoreCase) >= 0);
    }

    private static FailureSignal? OfNumber(string? code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var status)
        ? status switch
        {
            400 or 422 => FailureSignal.InvalidRequest,
            401 => FailureSignal.KeyRefused,
            402 => FailureSignal.QuotaExhausted,
            403 => FailureSignal.Forbidden,
            404 or 405 or 410 => FailureSignal.ModelUnknown,
            413 => FailureSignal.ContextLength,
            429 => FailureSignal.RateLimited,
            503 or 529 => FailureSignal.Unavailable,
            408 or >= 500 and < 600 => FailureSignal.ServerError,
            _ => null,
        }
        : null;
}
