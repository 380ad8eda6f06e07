using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Failures;
using Xunit;

namespace HolySheep.Providers.Errors;

/// <summary>Every row of the vendors' codes: a firm one decides whatever the words beside it say, a weak one where they say nothing.</summary>
public sealed class ErrorCodeRowsTests
{
    private static readonly Dictionary<FailureSignal, string[]> Firm = new()
    {
        [FailureSignal.QuotaExhausted] =
        [
            "insufficient_quota", "credit_balance_exhausted", "organization_spend_limit_exceeded", "project_spend_limit_exceeded", "organization_usage_limit_exceeded", "billing_hard_limit_reached",
            "billing_not_active", "billing_error", "enforced_spend_limit_reached", "openrouter_key_limit", "openrouter_workspace_budget", "openrouter_guardrail_budget", "insufficient_user_quota",
            "insufficient_balance", "insufficient_credits", "quota_exceeded", "credit_limit_exceeded", "spend_limit_exceeded", "Arrearage", "AllocationQuota.FreeTierOnly", "PrepaidBillOverdue",
            "PostpaidBillOverdue", "CommodityNotPurchased", "BILLING_DISABLED", "exceeded_current_quota_error", "1113", "1309", "SetLimitExceeded", "base_resp 1008", "3036",
        ],
        [FailureSignal.RateLimited] =
        [
            "openrouter_in_flight_budget",
        ],
        [FailureSignal.KeyRefused] =
        [
            "invalid_api_key", "authentication_error", "UNAUTHENTICATED", "API_KEY_INVALID", "invalid_authentication_error", "incorrect_api_key_error", "API_KEY_SERVICE_BLOCKED",
            "API_KEY_HTTP_REFERRER_BLOCKED", "API_KEY_IP_ADDRESS_BLOCKED", "API_KEY_ANDROID_APP_BLOCKED", "API_KEY_IOS_APP_BLOCKED", "SERVICE_DISABLED", "CONSUMER_INVALID", "CONSUMER_SUSPENDED",
            "ACCESS_TOKEN_TYPE_UNSUPPORTED", "CREDENTIALS_MISSING", "base_resp 1004", "base_resp 2049", "10000", "9109",
        ],
        [FailureSignal.ThreadRefused] =
        [
            "thread_not_found", "thread_already_continued", "thread_continue_in_flight", "thread_fingerprint_mismatch", "thread_unsupported_request",
        ],
        [FailureSignal.ReasoningRefused] =
        [
            "invalid_encrypted_content",
        ],
        [FailureSignal.Forbidden] =
        [
            "unsupported_country_region_territory",
        ],
        [FailureSignal.ModelUnknown] =
        [
            "model_not_found", "model_not_available", "unknown_model", "unsupported_model", "model_decommissioned", "DeploymentNotFound", "invalid_model", "model_not_supported", "5007", "1211",
            "20012", "model_terms_required",
        ],
        [FailureSignal.WrongApi] =
        [
            "OperationNotSupported",
        ],
        [FailureSignal.ParameterUnknown] =
        [
            "unsupported_parameter", "unknown_parameter", "unsupported_value", "extra_forbidden",
        ],
        [FailureSignal.ContextLength] =
        [
            "context_length_exceeded", "context_window_exceeded", "model_max_prompt_tokens_exceeded", "tokens_limit_reached", "request_too_large", "exceed_context_size_error", "1261", "3006",
        ],
        [FailureSignal.ContentPolicy] =
        [
            "content_policy_violation", "content_filter", "content_filter_error", "ResponsibleAIPolicyViolation", "moderation_blocked", "invalid_prompt", "bio_policy", "data_inspection_failed",
            "SAFETY", "PROHIBITED_CONTENT", "BLOCKLIST", "SPII", "MODEL_ARMOR", "JAILBREAK", "1301", "base_resp 1026", "base_resp 1027",
        ],
        [FailureSignal.OutputInvalid] =
        [
            "json_validate_failed", "tool_use_failed",
        ],
        [FailureSignal.Unavailable] =
        [
            "slow_down", "server_is_overloaded", "server_overloaded", "engine_overloaded", "overloaded", "service_unavailable", "overloaded_error", "engine_overloaded_error", "capacity_exceeded",
            "unavailable_error", "UNAVAILABLE", "3040", "1305", "1312",
        ],
    };

    private static readonly Dictionary<FailureSignal, string[]> Weak = new()
    {
        [FailureSignal.RateLimited] =
        [
            "rate_limit_exceeded", "rate_limit_error", "rate_limit", "rate_limited", "rate_limit_reached_error", "too_many_requests", "RESOURCE_EXHAUSTED", "1302", "1303", "base_resp 1002",
            "base_resp 1039", "base_resp 1041",
        ],
        [FailureSignal.Forbidden] =
        [
            "permission_error", "permission_denied", "permission_denied_error", "forbidden", "FAILED_PRECONDITION", "5016",
        ],
        [FailureSignal.ModelUnknown] =
        [
            "not_found_error", "NOT_FOUND", "resource_not_found_error",
        ],
        [FailureSignal.ServerError] =
        [
            "INTERNAL", "DEADLINE_EXCEEDED", "CANCELLED", "internal_error", "internal_server_error", "server_error", "timeout_error", "base_resp 1000", "base_resp 1001", "base_resp 1013",
            "base_resp 1024", "base_resp 1033",
        ],
    };

    public static TheoryData<string, string> FirmRows => Pairs(Firm);

    public static TheoryData<string, string> WeakRows => Pairs(Weak);

    [Theory, MemberData(nameof(FirmRows))]
    public void A_firm_code_decides_before_words(string signal, string code)
    {
        // Each set of words means something else by itself.
        foreach (var words in (string[])["The engine is overloaded, please try again", "Your prompt is too long", "Unknown parameter: 'seed'"])
        {
            Assert.Equal(signal, Signal(code, words).ToString());
        }
    }

    [Theory, MemberData(nameof(WeakRows))]
    public void A_weak_code_decides_where_the_words_do_not(string signal, string code)
    {
        Assert.Equal(signal, Signal(code, "Sorry").ToString());
        Assert.Equal(FailureSignal.QuotaExhausted, Signal(code, "Your credit balance is too low"));
    }

    [Fact]
    public void Every_row_is_here() => Assert.Equal(
        Firm.Concat(Weak).SelectMany(row => row.Value, (row, code) => (row.Key, code)).Order(),
        ErrorCodes.Rows.Select(row => (row.Signal, row.Code)).Order());

    // Codes inside one vendor's wrapper are written as wrapper and number.
    private static FailureSignal Signal(string code, string words)
    {
        using var json = JsonDocument.Parse(code.StartsWith("base_resp ", System.StringComparison.Ordinal)
            ? $$$"""{"base_resp":{"status_code":{{{code[10..]}}},"status_msg":"{{{words}}}"}}"""
            : $$$"""{"error":{"code":"{{{code}}}","message":"{{{words}}}"}}""");
        return ErrorSignals.OfStatus(ErrorCollector.OfElement(json.RootElement), 400);
    }

    private static TheoryData<string, string> Pairs(Dictionary<FailureSignal, string[]> rows)
    {
        var pairs = new TheoryData<string, string>();
        foreach (var (signal, codes) in rows)
        {
            foreach (var code in codes)
            {
                pairs.Add(signal.ToString(), code);
            }
        }

        return pairs;
    }
}
