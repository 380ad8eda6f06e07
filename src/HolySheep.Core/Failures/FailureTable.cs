using System;
using HolySheep.Chat;

namespace HolySheep.Failures;

/// <summary>The single definition of what a failure means, for plain and streamed calls and every wire format.</summary>
internal static class FailureTable
{
    // An account is not topped up within a minute: such a short wait means a limit per minute.
    private static readonly TimeSpan LongestWaitOfALimit = TimeSpan.FromMinutes(1);

    /// <summary>Whether a kind concerns only the request: it counts neither for a target's health nor for the side of a split.</summary>
    public static bool ConcernsRequestAlone(OutcomeKind kind) => kind is OutcomeKind.Refused or OutcomeKind.BadRequest or OutcomeKind.TooLong or OutcomeKind.Cancelled;

    /// <summary>Whether a kind concerns the key and not the target: another key of the provider may be asked at once.</summary>
    public static bool ConcernsKey(OutcomeKind kind) => kind is OutcomeKind.Throttled or OutcomeKind.OutOfMoney or OutcomeKind.BadCredential;

    /// <summary>Whether what a failure says of a key holds at every target of its provider: providers count throttles and daily quotas per model.</summary>
    public static bool ConcernsKeyEverywhere(OutcomeKind kind, FailureSignal signal) =>
        kind == OutcomeKind.BadCredential || (kind == OutcomeKind.OutOfMoney && signal != FailureSignal.DailyQuota);

    /// <summary>The kind of a failure.</summary>
    public static OutcomeKind Classify(Failure failure) => Classify(failure.Signal, failure.Status, failure.WaitHint, failure.Shown);

    private static OutcomeKind Classify(FailureSignal signal, int? status, TimeSpan? hint, bool shown) => signal switch
    {
        FailureSignal.Cancelled => OutcomeKind.Cancelled,

        // A policy's verdict stays a verdict, whatever was shown before it.
        FailureSignal.ContentPolicy => OutcomeKind.Refused,

        // The same limit would cut the same answer again, shown or not.
        FailureSignal.OutputLimit => OutcomeKind.BadRequest,
        _ when shown => OutcomeKind.Cut,

        // A code that only blames the server says less than a status that names the fault.
        FailureSignal.ServerError when status is 400 or 401 or 402 or 403 or 404 or 405 or 410 or 413 or 422 or 429 or 503 => OfStatus(status, hint),

        // A request that exceeds the whole limit never passes.
        FailureSignal.RateLimited when status is 413 => OutcomeKind.TooLong,
        FailureSignal.RateLimited => OutcomeKind.Throttled,

        // Capacity is named under any status; only a 429, a 503 and an error inside a 200 make a limit of it by naming a wait.
        FailureSignal.Unavailable when hint is not null && status is 200 or 429 or 503 => OutcomeKind.Throttled,
        FailureSignal.NameNotResolved or FailureSignal.ConnectionFailed or FailureSignal.TlsFailed or FailureSignal.ProxyFailed
            or FailureSignal.ConnectionReset or FailureSignal.ShortBody or FailureSignal.Unavailable or FailureSignal.ServerError or FailureSignal.OutputInvalid or FailureSignal.BatchExpired => OutcomeKind.Transient,
        FailureSignal.AttemptTimedOut or FailureSignal.NoFirstToken or FailureSignal.Stalled => OutcomeKind.Silent,
        FailureSignal.QuotaExhausted => MoneyOrLimit(hint),
        FailureSignal.DailyQuota => OutcomeKind.OutOfMoney,
        FailureSignal.KeyRefused => OutcomeKind.BadCredential,
        FailureSignal.Forbidden or FailureSignal.ModelUnknown or FailureSignal.DeploymentUnknown or FailureSignal.ParameterUnknown or FailureSignal.WrongApi => OutcomeKind.Unfit,
        FailureSignal.ContextLength => OutcomeKind.TooLong,
        FailureSignal.InvalidRequest or FailureSignal.ReasoningRefused or FailureSignal.ThreadRefused => OutcomeKind.BadRequest,
        FailureSignal.UnknownError or FailureSignal.NotACompletion or FailureSignal.BrokenJson or FailureSignal.UnreadableEvent
            or FailureSignal.EmptyAnswer or FailureSignal.EchoedPrompt or FailureSignal.ForeignError => OutcomeKind.Malformed,
        FailureSignal.BrokenOff => OutcomeKind.Cut,

        // A page with status 400 comes from a server in front of the provider: the provider has not judged the request.
        FailureSignal.ErrorPage when OfStatus(status, hint) == OutcomeKind.BadRequest => OutcomeKind.Transient,
        _ => OfStatus(status, hint),
    };

    private static OutcomeKind OfStatus(int? status, TimeSpan? hint) => status switch
    {
        null => OutcomeKind.Transient,
        401 => OutcomeKind.BadCredential,
        402 => MoneyOrLimit(hint),
        403 or 404 or 405 or 410 => OutcomeKind.Unfit,
        408 or 409 or 424 or 425 or 498 => OutcomeKind.Transient,
        413 => OutcomeKind.TooLong,
        429 => OutcomeKind.Throttled,
        503 when hint is not null => OutcomeKind.Throttled,
        >= 500 => OutcomeKind.Transient,
        >= 400 => OutcomeKind.BadRequest,
        >= 300 => OutcomeKind.Unfit,
        _ => OutcomeKind.Malformed,
    };

    private static OutcomeKind MoneyOrLimit(TimeSpan? hint) => hint <= LongestWaitOfALimit ? OutcomeKind.Throttled : OutcomeKind.OutOfMoney;
}
