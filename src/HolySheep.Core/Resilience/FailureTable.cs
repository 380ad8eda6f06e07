using HolySheep.Chat;

namespace HolySheep.Resilience;

/// <summary>The one place that says what a failure means, for plain and streamed calls and every wire format.</summary>
internal static class FailureTable
{
    /// <summary>The kind of a failure.</summary>
    public static OutcomeKind Classify(Failure failure) => Classify(failure.Signal, failure.Status, failure.WaitHint is not null, failure.Shown);

    private static OutcomeKind Classify(FailureSignal signal, int? status, bool hasHint, bool shown) => signal switch
    {
        FailureSignal.Cancelled => OutcomeKind.Cancelled,

        // A policy's verdict stays one, whatever was shown before it.
        FailureSignal.ContentPolicy => OutcomeKind.Refused,

        // The same limit would end the same answer again, shown or not.
        FailureSignal.OutputLimit => OutcomeKind.BadRequest,
        _ when shown => OutcomeKind.Cut,

        // A code that only blames the server says less than a status that names the fault.
        FailureSignal.Unavailable or FailureSignal.ServerError when status is 400 or 401 or 402 or 403 or 404 or 405 or 410 or 413 or 422 or 429 or 503 =>
            OfStatus(status, hasHint),

        // A request that is larger than the whole limit passes at no time.
        FailureSignal.RateLimited when status is 413 => OutcomeKind.TooLong,
        FailureSignal.RateLimited => OutcomeKind.Throttled,
        FailureSignal.Unavailable when hasHint => OutcomeKind.Throttled,
        FailureSignal.NameNotResolved or FailureSignal.ConnectionFailed or FailureSignal.TlsFailed or FailureSignal.ProxyFailed
            or FailureSignal.ConnectionReset or FailureSignal.ShortBody or FailureSignal.Unavailable or FailureSignal.ServerError => OutcomeKind.Transient,
        FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled => OutcomeKind.Silent,
        FailureSignal.QuotaExhausted => OutcomeKind.OutOfMoney,
        FailureSignal.KeyRefused => OutcomeKind.BadCredential,
        FailureSignal.Forbidden or FailureSignal.ModelUnknown or FailureSignal.ParameterUnknown => OutcomeKind.Unfit,
        FailureSignal.ContextLength => OutcomeKind.TooLong,
        FailureSignal.InvalidRequest => OutcomeKind.BadRequest,
        FailureSignal.UnknownError or FailureSignal.NotACompletion or FailureSignal.BrokenJson or FailureSignal.UnreadableEvent
            or FailureSignal.EmptyAnswer or FailureSignal.EchoedPrompt or FailureSignal.ForeignError => OutcomeKind.Malformed,
        FailureSignal.BrokenOff => OutcomeKind.Cut,

        // A page that says 400 comes from something before the provider: nobody has judged the request.
        FailureSignal.ErrorPage when OfStatus(status, hasHint) == OutcomeKind.BadRequest => OutcomeKind.Transient,
        _ => OfStatus(status, hasHint),
    };

    private static OutcomeKind OfStatus(int? status, bool hasHint) => status switch
    {
        null => OutcomeKind.Transient,
        401 => OutcomeKind.BadCredential,
        402 => OutcomeKind.OutOfMoney,
        403 or 404 or 405 or 410 => OutcomeKind.Unfit,
        408 => OutcomeKind.Transient,
        413 => OutcomeKind.TooLong,
        429 => OutcomeKind.Throttled,
        503 when hasHint => OutcomeKind.Throttled,
        >= 500 => OutcomeKind.Transient,
        >= 400 => OutcomeKind.BadRequest,
        >= 300 => OutcomeKind.Unfit,
        _ => OutcomeKind.Malformed,
    };
}
