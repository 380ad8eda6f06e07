using System;

namespace HolySheep.Gateway.Http;

/// <summary>Why a request gets no answer, before a protocol writes it.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Code">The stable word for programs.</param>
/// <param name="Message">What happened, and what to do; contains no secret.</param>
internal sealed record RequestFault(FaultKind Kind, string Code, string Message)
{
    /// <summary>The member of the body that is wrong; null if no member is.</summary>
    public string? Member { get; init; }

    /// <summary>How long the caller should wait before it asks again; null if that is not known, or would not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same wait in whole seconds, at least 1.</summary>
    public long? RetrySeconds => RetryAfter is { } wait ? Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)) : null;

    /// <summary>The fault as an event of a stream, whose headers were sent before: the message says the wait.</summary>
    public RequestFault InStream => RetrySeconds is { } wait ? this with { Message = FormattableString.Invariant($"{Message} Retry after {wait} s.") } : this;

    /// <summary>What clients of the protocol read beside the code, as the JSON of one object; null if there is nothing.</summary>
    public string? Details { get; init; }

    /// <summary>The code of the error in our own words; null for a fault of the request as HTTP.</summary>
    public string? OwnCode { get; init; }

    /// <summary>The id under which the ledger keeps the call; null if it keeps none.</summary>
    public string? CallId { get; init; }

    /// <summary>The provider's id of the request; null if there is none.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the call cost in USD all the same; null if it is not known, or there was no call.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The HTTP status.</summary>
    public int Status => Kind switch
    {
        FaultKind.BadRequest or FaultKind.TooLong or FaultKind.Refused => 400,
        FaultKind.Unauthorized => 401,
        FaultKind.Money => 402,
        FaultKind.Forbidden => 403,
        FaultKind.NotFound => 404,
        FaultKind.Method => 405,
        FaultKind.Late => 408,
        FaultKind.TooLarge => 413,
        FaultKind.Encoding => 415,
        FaultKind.Throttled => 429,
        FaultKind.Upstream => 502,
        FaultKind.Overloaded => 503,
        FaultKind.Timeout => 504,
        _ => 500,
    };

    /// <summary>True if the official clients would ask again by themselves, which repeats what the gateway has already done: retries and fallbacks must not multiply. False if a wait is known.</summary>
    public bool ForbidsRetry => (Status >= 500 && RetryAfter is null) || Kind == FaultKind.Money;
}
