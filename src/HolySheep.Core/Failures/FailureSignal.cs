namespace HolySheep.Failures;

/// <summary>What went wrong, in words that no vendor owns.</summary>
internal enum FailureSignal
{
    /// <summary>Nothing beyond the HTTP status.</summary>
    None,

    NameNotResolved,
    ConnectionFailed,
    TlsFailed,
    ProxyFailed,
    ConnectionReset,
    ShortBody,

    /// <summary>An error status whose body is no JSON: a page of something that stands before the provider.</summary>
    ErrorPage,
    Unavailable,
    ServerError,

    AttemptTimedOut,
    NoFirstToken,
    Stalled,

    RateLimited,
    QuotaExhausted,

    /// <summary>The quota of a whole day is used up, whatever wait the provider names.</summary>
    DailyQuota,
    KeyRefused,
    Forbidden,
    ModelUnknown,
    ParameterUnknown,

    /// <summary>The provider serves the model through another of its interfaces only.</summary>
    WrongApi,
    ContextLength,
    ContentPolicy,
    InvalidRequest,

    /// <summary>The model broke the form that was asked of its answer, or its own tool call, and the provider says so with an error.</summary>
    OutputInvalid,

    /// <summary>The token limit ended the answer before it was usable.</summary>
    OutputLimit,

    /// <summary>An error inside a 200 whose code is not known.</summary>
    UnknownError,
    NotACompletion,
    BrokenJson,
    UnreadableEvent,
    EmptyAnswer,
    EchoedPrompt,

    /// <summary>Somebody else's error text as content.</summary>
    ForeignError,

    /// <summary>The answer broke off.</summary>
    BrokenOff,

    Cancelled,
}
