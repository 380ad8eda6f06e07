using System;

namespace HolySheep.Chat;

/// <summary>Limits of one request; null means the configured default.</summary>
public sealed record ChatLimits
{
    /// <summary>Limit of the whole call, waits and fallbacks included.</summary>
    /// <value>Default: <c>defaults.timeoutSec</c>, 300 s.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Limit of one attempt while another target is untried.</summary>
    /// <value>Default: <c>defaults.attemptTimeoutSec</c>, 60 s.</value>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>Limit until the first token of a stream while another target is untried.</summary>
    /// <value>Default: <c>defaults.firstTokenSec</c>, 10 s, and 1 s more per 10,000 prompt tokens; 60 s for models that reason first.</value>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>Limit between two pieces of an answer.</summary>
    /// <value>Default: <c>defaults.stallSec</c>, 20 s.</value>
    public TimeSpan? Stall { get; init; }

    /// <summary>The longest wait hint that is waited for while another model could answer.</summary>
    /// <value>Default: <c>defaults.patienceSec</c>, 5 s.</value>
    public TimeSpan? Patience { get; init; }

    /// <summary>Attempts in all, retries and fallbacks together; at least 1.</summary>
    /// <value>Default: <c>defaults.maxAttempts</c>, 8.</value>
    public int? MaxAttempts { get; init; }

    /// <summary>Retries at the last target after a passing fault, at most one while another target is left; 0 means none.</summary>
    /// <value>Default: 1 while another target is left, 2 at the last one.</value>
    public int? MaxRetries { get; init; }

    /// <summary>What the whole call may cost in USD, fallbacks and retries included; an attempt that may cost more is not made.</summary>
    /// <value>Default: no limit.</value>
    public decimal? MaxCost { get; init; }

    /// <summary>When a second target is asked beside a first that is slow; its answer may be paid as well.</summary>
    /// <value>Default: <c>defaults.hedgeSec</c>, never.</value>
    public HedgeTime? Hedge { get; init; }
}
