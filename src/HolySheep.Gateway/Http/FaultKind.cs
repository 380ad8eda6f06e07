namespace HolySheep.Gateway.Http;

/// <summary>What went wrong with a request, as far as protocols tell it apart.</summary>
internal enum FaultKind
{
    /// <summary>The request is wrong.</summary>
    BadRequest,

    /// <summary>The prompt does not fit any target's window.</summary>
    TooLong,

    /// <summary>A content policy refused.</summary>
    Refused,

    /// <summary>The token is missing or wrong.</summary>
    Unauthorized,

    /// <summary>A budget, or the account behind the gateway, has no money left.</summary>
    Money,

    /// <summary>The request comes from where none may come.</summary>
    Forbidden,

    /// <summary>The path or the model does not exist.</summary>
    NotFound,

    /// <summary>The path takes another method.</summary>
    Method,

    /// <summary>The body did not arrive in time.</summary>
    Late,

    /// <summary>The body is too large.</summary>
    TooLarge,

    /// <summary>The body is encoded in a way that is not read.</summary>
    Encoding,

    /// <summary>Too many requests.</summary>
    Throttled,

    /// <summary>A fault of the gateway itself.</summary>
    Internal,

    /// <summary>The targets failed.</summary>
    Upstream,

    /// <summary>The targets have no capacity.</summary>
    Overloaded,

    /// <summary>The targets gave no answer in time.</summary>
    Timeout,
}
