using System;

namespace HolySheep.Chat;

/// <summary>Limits of one request; null means the configured default.</summary>
public sealed record ChatLimits
{
    /// <summary>The limit of the whole call, including waits and fallbacks.</summary>
    /// <value>Default: <c>defaults.timeoutSec</c>, 300 s.</value>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The limit of one attempt while another target is untried.</summary>
    /// <value>Default: <c>defaults.attemptTimeoutSec</c>, 60 s.</value>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>The limit until the first token of a stream while another target is untried.</summary>
    /// <value>Default: <c>defaults.firstTokenSec</c>, 10 s, and 1 s more per 10,000 prompt tokens; 60 s for reasoning models.</value>
    public TimeSpan? FirstToken { get; init; }

    /// <summary>The limit between two pieces of an answer.</summary>
    /// <value>Default: <c>defaults.stallSec</c>, 20 s.</value>
    public TimeSpan? Stall { get; init; }

    /// <summary>The longest wait hint that a call waits for while another model could answer.</summary>
    /// <value>Default: <c>defaults.patienceSec</c>, 5 s.</value>
    public TimeSpan? Patience { get; init; }

    /// <summary>The maximum number of attempts, including retries and fallbacks; at least 1.</summary>
    /// <value>Default: <c>defaults.maxAttempts</c>, 8.</value>
    public int? MaxAttempts { get; init; }

    /// <summary>The retries at the last target after a transient fault, at most one while another target is left; 0 means none.</summary>
    /// <value>Default: 1 while another target is left, 2 at the last target.</value>
    public int? MaxRetries { get; init; }

    /// <summary>The maximum cost of the whole call in USD, including fallbacks and retries; an attempt that may cost more is not made.</summary>
    /// <value>Default: no limit.</value>
    public decimal? MaxCost { get; init; }

    /// <summary>When a second target is asked because the first is slow; both answers may be billed.</summary>
    /// <value>Default: <c>defaults.hedgeSec</c>, never.</value>
    public HedgeTime? Hedge { get; init; }
}
