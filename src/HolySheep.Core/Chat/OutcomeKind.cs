namespace HolySheep.Chat;

/// <summary>The outcome of one attempt at one target.</summary>
public enum OutcomeKind
{
    /// <summary>The target gave a complete answer.</summary>
    Answered,

    /// <summary>A transient fault: the connection, a lack of capacity, a 408, 409, 424, 425, 498 or 5xx, or a body shorter than announced.</summary>
    Transient,

    /// <summary>No reply within a time limit.</summary>
    Silent,

    /// <summary>The target asked for fewer requests (429, 503 with a wait hint, or a limit that passes within a minute).</summary>
    Throttled,

    /// <summary>The account behind the key has no money or quota left.</summary>
    OutOfMoney,

    /// <summary>The key was refused, with a 401 or in words.</summary>
    BadCredential,

    /// <summary>This target cannot serve the request, but another may (403, 404, 405, 410, a redirect, an unknown model).</summary>
    Unfit,

    /// <summary>The prompt does not fit the model's context window.</summary>
    TooLong,

    /// <summary>A content policy refused the prompt or the answer.</summary>
    Refused,

    /// <summary>The reply was not a completion: an error inside a 200, broken JSON, or an empty answer.</summary>
    Malformed,

    /// <summary>The target rejects the request itself (other 4xx); one other target is asked.</summary>
    BadRequest,

    /// <summary>The answer broke off after its first text.</summary>
    Cut,

    /// <summary>The caller cancelled the call.</summary>
    Cancelled,
}
