namespace HolySheep.Failures;

/// <summary>What went wrong, in vendor-neutral terms.</summary>
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

    /// <summary>An error status whose body is not JSON: a page of a server in front of the provider.</summary>
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

    /// <summary>The provider serves models under names that its user gives them, and has none of this name.</summary>
    DeploymentUnknown,
    ParameterUnknown,

    /// <summary>The provider serves the model only through another of its interfaces.</summary>
    WrongApi,
    ContextLength,
    ContentPolicy,
    InvalidRequest,

    /// <summary>The provider refuses the reasoning of earlier answers, as that of another provider; it may take the request without it.</summary>
    ReasoningRefused,

    /// <summary>The provider cannot go on with the conversation that it is to hold; its details tell the caller what to send in its place.</summary>
    ThreadRefused,

    /// <summary>The model broke the required form of its answer, or its own tool call, and the provider reports that as an error.</summary>
    OutputInvalid,

    /// <summary>The token limit ended the answer before it was usable.</summary>
    OutputLimit,

    /// <summary>An error inside a 200 with an unknown code.</summary>
    UnknownError,
    NotACompletion,
    BrokenJson,
    UnreadableEvent,
    EmptyAnswer,
    EchoedPrompt,

    /// <summary>An error text of another server as content.</summary>
    ForeignError,

    /// <summary>The answer broke off.</summary>
    BrokenOff,

    /// <summary>The batch expired before the provider answered the request; nothing is billed.</summary>
    BatchExpired,

    Cancelled,
}
