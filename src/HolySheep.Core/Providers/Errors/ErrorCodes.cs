using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using HolySheep.Failures;
using static HolySheep.Failures.FailureSignal;

namespace HolySheep.Providers.Errors;

/// <summary>The vendors' error codes. A code without a row is read by its stems, as a weak code.</summary>
internal static class ErrorCodes
{
    /// <summary>Every known code.</summary>
    public static IReadOnlyList<KnownCode> Rows { get; } =
    [
        .. Firm(QuotaExhausted, "OpenAI: guides/error-codes; Azure answers of openai-insufficient-quota", "insufficient_quota", "credit_balance_exhausted",
            "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached", "billing_not_active"),
        .. Firm(QuotaExhausted, "Anthropic: api/errors", "billing_error", "enforced_spend_limit_reached"),
        .. Firm(QuotaExhausted, "OpenRouter: docs errors, metadata.limit_source", "openrouter_key_limit", "openrouter_workspace_budget", "openrouter_guardrail_budget"),
        .. Firm(QuotaExhausted, "Gateways of the one-api family", "insufficient_user_quota", "insufficient_balance", "insufficient_credits", "quota_exceeded", "credit_limit_exceeded", "spend_limit_exceeded"),
        .. Firm(QuotaExhausted, "Alibaba: model-studio error-code", "Arrearage", "AllocationQuota.FreeTierOnly", "PrepaidBillOverdue", "PostpaidBillOverdue", "CommodityNotPurchased"),
        .. Firm(QuotaExhausted, "Google: google.api.ErrorReason", "BILLING_DISABLED"),
        .. Firm(QuotaExhausted, "Moonshot: docs errors", "exceeded_current_quota_error"),
        .. Firm(QuotaExhausted, "Z.AI: api-code", "1113", "1309"),
        .. Firm(QuotaExhausted, "Volcengine: error codes (an own limit on a model is reached, which pauses it)", "SetLimitExceeded"),
        .. Firm(QuotaExhausted, "MiniMax: errorcode", "base_resp 1008"),
        .. Firm(QuotaExhausted, "Cloudflare: workers-ai errors", "3036"),

        .. Firm(RateLimited, "OpenRouter: docs errors, metadata.limit_source", "openrouter_in_flight_budget"),
        .. Weak(RateLimited, "OpenAI, Anthropic, Groq", "rate_limit_exceeded", "rate_limit_error", "rate_limit", "rate_limited", "rate_limit_reached_error", "too_many_requests"),
        .. Weak(RateLimited, "Google: google.rpc.Code", "RESOURCE_EXHAUSTED"),
        .. Weak(RateLimited, "Z.AI: api-code", "1302", "1303"),
        .. Weak(RateLimited, "MiniMax: errorcode", "base_resp 1002", "base_resp 1039", "base_resp 1041"),

        .. Firm(KeyRefused, "OpenAI, Anthropic, Google, Alibaba", "invalid_api_key", "authentication_error", "UNAUTHENTICATED", "API_KEY_INVALID", "invalid_authentication_error", "incorrect_api_key_error"),
        .. Firm(KeyRefused, "Google: google.api.ErrorReason; each is a fault of the key or its project, which another key does not have", "API_KEY_SERVICE_BLOCKED", "API_KEY_HTTP_REFERRER_BLOCKED", "API_KEY_IP_ADDRESS_BLOCKED",
            "API_KEY_ANDROID_APP_BLOCKED", "API_KEY_IOS_APP_BLOCKED", "SERVICE_DISABLED", "CONSUMER_INVALID", "CONSUMER_SUSPENDED", "ACCESS_TOKEN_TYPE_UNSUPPORTED", "CREDENTIALS_MISSING"),
        .. Firm(KeyRefused, "MiniMax: errorcode", "base_resp 1004", "base_resp 2049"),
        .. Firm(KeyRefused, "Cloudflare: api errors", "10000", "9109"),

        .. Firm(Forbidden, "OpenAI: guides/error-codes", "unsupported_country_region_territory"),
        .. Weak(Forbidden, "Anthropic, Google, Moonshot", "permission_error", "permission_denied", "permission_denied_error", "forbidden", "FAILED_PRECONDITION"),
        .. Weak(Forbidden, "Cloudflare: workers-ai errors (model agreement)", "5016"),

        .. Firm(ModelUnknown, "OpenAI, Groq, Azure, Mistral, Perplexity", "model_not_found", "model_not_available", "unknown_model", "unsupported_model", "model_decommissioned", "DeploymentNotFound", "invalid_model", "model_not_supported"),
        .. Firm(ModelUnknown, "Cloudflare: workers-ai errors", "5007"),
        .. Firm(ModelUnknown, "Z.AI: api-code", "1211"),
        .. Firm(ModelUnknown, "SiliconFlow: docs errors", "20012"),
        .. Firm(ModelUnknown, "Groq: a model whose terms are not accepted", "model_terms_required"),
        .. Weak(ModelUnknown, "Anthropic, Google, Moonshot", "not_found_error", "NOT_FOUND", "resource_not_found_error"),
        .. Firm(WrongApi, "Azure: OperationNotSupported of models for other APIs", "OperationNotSupported"),

        .. Firm(ParameterUnknown, "OpenAI: guides/error-codes", "unsupported_parameter", "unknown_parameter", "unsupported_value"),
        .. Firm(ParameterUnknown, "Pydantic: errors/validation_errors", "extra_forbidden"),

        .. Firm(ThreadRefused, "Anthropic: message threads", "thread_not_found", "thread_already_continued", "thread_continue_in_flight", "thread_fingerprint_mismatch", "thread_unsupported_request"),
        .. Firm(ReasoningRefused, "OpenAI: Responses, encrypted reasoning of another organization", "invalid_encrypted_content"),

        .. Firm(ContextLength, "OpenAI, Groq, GitHub", "context_length_exceeded", "context_window_exceeded", "model_max_prompt_tokens_exceeded", "tokens_limit_reached"),
        .. Firm(ContextLength, "Anthropic: api/errors", "request_too_large"),
        .. Firm(ContextLength, "llama.cpp: server errors", "exceed_context_size_error"),
        .. Firm(ContextLength, "Z.AI: api-code", "1261"),
        .. Firm(ContextLength, "Cloudflare: workers-ai errors", "3006"),

        .. Firm(ContentPolicy, "OpenAI, Azure: content filtering", "content_policy_violation", "content_filter", "content_filter_error", "ResponsibleAIPolicyViolation", "moderation_blocked"),
        .. Firm(ContentPolicy, "OpenAI: Responses, error codes", "invalid_prompt", "bio_policy"),
        .. Firm(ContentPolicy, "Alibaba: model-studio error-code", "data_inspection_failed"),
        .. Firm(ContentPolicy, "Google: FinishReason and BlockedReason", "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "MODEL_ARMOR", "JAILBREAK"),
        .. Firm(ContentPolicy, "Z.AI: api-code", "1301"),
        .. Firm(ContentPolicy, "MiniMax: errorcode", "base_resp 1026", "base_resp 1027"),

        .. Firm(OutputInvalid, "Groq: docs errors", "json_validate_failed", "tool_use_failed"),

        .. Firm(Unavailable, "OpenAI: guides/error-codes", "slow_down", "server_is_overloaded", "server_overloaded", "engine_overloaded", "overloaded", "service_unavailable"),
        .. Firm(Unavailable, "Anthropic, Moonshot, Groq, llama.cpp, Google", "overloaded_error", "engine_overloaded_error", "capacity_exceeded", "unavailable_error", "UNAVAILABLE"),
        .. Firm(Unavailable, "Cloudflare: workers-ai errors", "3040"),
        .. Firm(Unavailable, "Z.AI: api-code", "1305", "1312"),

        .. Weak(ServerError, "Google: google.rpc.Code", "INTERNAL", "DEADLINE_EXCEEDED", "CANCELLED"),
        .. Weak(ServerError, "OpenAI, vLLM, Anthropic", "internal_error", "internal_server_error", "server_error", "timeout_error"),
        .. Weak(ServerError, "MiniMax: errorcode", "base_resp 1000", "base_resp 1001", "base_resp 1013", "base_resp 1024", "base_resp 1033"),
    ];

    private static readonly Dictionary<string, KnownCode> BySqueezed = Rows.ToDictionary(row => ErrorMembers.Squeeze(row.Code), StringComparer.Ordinal);

    // Vendors' own codes for the same causes; the first match wins. The patterns match squeezed codes.
    private static readonly (FailureSignal Signal, Regex Stems)[] Stems =
    [
        (RateLimited, Stem("ratelimit|ratequota|toomanyrequests|throttl|perminute|persecond|concurrency(limit|exceed)|^(rpm|tpm)")),
        (QuotaExhausted, Stem("(?=.*(quota|balance|credit|funds|billing|spend|budget|payment|arrear|wallet|prepa|usagelimit))(?=.*(insufficient|exhaust|exceed|deplet|empty|toolow|limit|reached|required|notactive|inactive|overdue|outof|arrear|unpaid|notenough))")),
        (KeyRefused, Stem("(invalid|incorrect|expired|revoked|missing|bad|wrong|leaked|disabled)(api|access|auth)(key|token)|(api|access|auth)(key|token).*(invalid|incorrect|expired|revoked|disabled|missing|leaked|refused)|unauthori[sz]ed|unauthenticated|auth(entication|orization)?(fail|error)|credentials?(invalid|expired|error)")),
        (Forbidden, Stem("(country|region|location|territory).*(un|not|block|restrict)|(unsupported|restricted|blocked)(country|region|location|territory)")),
        (ContextLength, Stem("context(length|window|size|limit|overflow|exceed)|(prompt|input|message|request)s?(is|are)?too(long|large|big)|(prompt|input)(token|length)s?(limit)?(exceed|toolong)|tokens?limit(exceed|reach)|exceed.*(context|prompttoken|inputtoken)")),
        (ContentPolicy, Stem("content(filter|polic|moderat|violat|block|safety)|moderation|policyviolation|safety(block|filter|violat|error)|sensitive|inappropriate|promptblocked|prohibitedcontent|harmfulcontent|datainspection")),
        (ModelUnknown, Stem("model.*(not|no).*(found|exist|support|available|deploy|serv)|model.*(decommission|retired|deprecat|sunset|removed|unknown)|(unknown|unsupported|nosuch|deprecated|retired)model")),
        (ParameterUnknown, Stem("(unsupported|unknown|unrecogni[sz]ed|unexpected|extra)(request)?(param|arg|field|property|value)|(param|argument|field|property).*(notsupported|unsupported|unknown|notpermitted)")),
        (OutputInvalid, Stem("(json|tool|function).*(validat|generat|pars|call|use)e?(ion)?fail")),
        (Unavailable, Stem("overload|capacity|slowdown|busy|highdemand|unavailable|warmingup|loadingmodel")),
        (ServerError, Stem("internal|servererror|timeout|upstream")),
    ];

    // These codes say no more than the status; they count only if the status says nothing, as inside a 200.
    private static readonly Dictionary<string, FailureSignal> Vague = new(StringComparer.Ordinal)
    {
        ["invalidrequesterror"] = InvalidRequest,
        ["invalidrequest"] = InvalidRequest,
        ["invalidargument"] = InvalidRequest,
        ["badrequest"] = InvalidRequest,
        ["badrequesterror"] = InvalidRequest,
        ["apierror"] = ServerError,
    };

    // Only a code with separators, or in capitals, is taken out of a sentence: "overloaded" alone is also a word.
    private static readonly Regex CodeInText = new(@"\b(?:[a-z]{2,}(?:_[a-z]{2,}){1,6}|[A-Z]{2,}(?:_[A-Z]{2,}){1,6})\b", RegexOptions.CultureInvariant);

    /// <summary>The meaning of the first known code in a list, firm ones first; null if none is known.</summary>
    public static KnownCode? Find(ErrorReport report)
    {
        KnownCode? weak = null;
        foreach (var code in report.Codes.Concat(report.Texts.SelectMany(InText)))
        {
            if (Meaning(code) is not { } known)
            {
                continue;
            }

            if (known.IsFirm)
            {
                return known;
            }

            weak = weak is { } other && Weight(other) >= Weight(known) ? weak : known;
        }

        return weak;
    }

    /// <summary>The meaning of a code that says no more than a status does; null if it is not one of them.</summary>
    public static FailureSignal? FindVague(ErrorReport report)
    {
        foreach (var code in report.Codes)
        {
            if (Vague.TryGetValue(ErrorMembers.Squeeze(code), out var signal))
            {
                return signal;
            }
        }

        return null;
    }

    private static KnownCode? Meaning(string code)
    {
        var squeezed = ErrorMembers.Squeeze(code);
        if (BySqueezed.TryGetValue(squeezed, out var known))
        {
            return known;
        }

        if (code.IndexOf(' ') >= 0 || Vague.ContainsKey(squeezed))
        {
            return null;
        }

        foreach (var (signal, stems) in Stems)
        {
            if (stems.IsMatch(squeezed))
            {
                return new KnownCode(code, signal, false, "by its stems");
            }
        }

        return null;
    }

    /// <summary>A code that names the cause weighs more than one that only blames the server.</summary>
    private static int Weight(KnownCode code) => code.Signal == ServerError ? 0 : 1;

    private static IEnumerable<string> InText(string text) =>
        CodeInText.Matches(text).Cast<Match>().Select(match => match.Value).Where(code => BySqueezed.ContainsKey(ErrorMembers.Squeeze(code)));

    private static IEnumerable<KnownCode> Firm(FailureSignal signal, string source, params string[] codes) => codes.Select(code => new KnownCode(code, signal, true, source));

    private static IEnumerable<KnownCode> Weak(FailureSignal signal, string source, params string[] codes) => codes.Select(code => new KnownCode(code, signal, false, source));

    private static Regex Stem(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
