using System;
using HolySheep.Errors;

namespace HolySheep.Gateway.Http;

/// <summary>What a failed call means for the caller of a gateway: one table, for whole answers and streams of all protocols.</summary>
internal static class CallFaults
{
    private const int NotFound = 404;

    /// <summary>The fault of a call that the gateway ends because it stops.</summary>
    public static RequestFault GatewayStops { get; } = new(FaultKind.Overloaded, "gateway_stopping", "The gateway is stopping, and ended the call before its answer was complete. Send it again.")
    {
        OwnCode = ErrorCode.CallCancelled,
        RetryAfter = TimeSpan.FromSeconds(5),
    };

    /// <summary>The fault of an exception of the core.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="now">The time, for what is left of a wait.</param>
    public static RequestFault Of(HolySheepException exception, DateTimeOffset now)
    {
        var call = exception as ChatException;
        var (kind, code) = exception is { Code: ErrorCode.NoTargetEligible, IsOfRequest: true } ? (FaultKind.BadRequest, "not_translatable")
            : call is { ThreadDetails: not null, Status: NotFound } ? (FaultKind.NotFound, "thread_refused")
            : KindOf(exception.Code, call);
        return new RequestFault(kind, code, kind == FaultKind.BadRequest && call is null && exception.Hint is { } hint ? $"{exception.Message} {hint}" : exception.Message)
        {
            OwnCode = exception.Code,
            Details = call?.ThreadDetails,
            CallId = call?.CallId,
            RequestId = call?.RequestId,
            Cost = call?.Cost,
            RetryAfter = kind == FaultKind.Throttled && call?.RetryAt is { } at ? (at > now ? at - now : TimeSpan.Zero) : null,
        };
    }

    private static (FaultKind Kind, string Code) KindOf(string code, ChatException? call) => code switch
    {
        ErrorCode.RateLimit => (FaultKind.Throttled, "rate_limit_exceeded"),
        ErrorCode.BudgetExceeded => (FaultKind.Money, "budget_exceeded"),
        ErrorCode.QuotaExhausted => (FaultKind.Money, "insufficient_quota"),
        ErrorCode.PromptTooLong => (FaultKind.TooLong, "context_length_exceeded"),
        ErrorCode.ContentRefused => (FaultKind.Refused, "content_filter"),
        ErrorCode.RequestRejected => (FaultKind.BadRequest, "invalid_request"),
        ErrorCode.OutputLimit => (FaultKind.BadRequest, "output_limit"),
        ErrorCode.ArgumentInvalid => (FaultKind.BadRequest, "invalid_value"),
        ErrorCode.ModelUnknown => (FaultKind.NotFound, "model_not_found"),

        // Keys belong to the gateway: a 401 would tell the caller that its own token is wrong.
        ErrorCode.CredentialMissing or ErrorCode.CredentialRefused => (FaultKind.Upstream, "upstream_credential"),
        ErrorCode.CallTimeout => (FaultKind.Timeout, "timeout"),
        ErrorCode.ProviderFailure when call?.Status is 503 or 529 => (FaultKind.Overloaded, "overloaded"),
        ErrorCode.ConnectionFailure or ErrorCode.ProviderFailure or ErrorCode.ReplyMalformed or ErrorCode.AnswerCut or ErrorCode.NoTargetAnswered or ErrorCode.TargetUnfit =>
            (FaultKind.Upstream, "upstream_error"),
        ErrorCode.NoTargetEligible => (FaultKind.Overloaded, "no_target_eligible"),
        ErrorCode.LedgerUnusable => (FaultKind.Overloaded, "ledger_unusable"),
        _ => (FaultKind.Internal, "internal_error"),
    };
}
