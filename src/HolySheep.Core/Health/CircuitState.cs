namespace HolySheep.Health;

/// <summary>The state of a circuit breaker.</summary>
public enum CircuitState
{
    /// <summary>The target may be called.</summary>
    Closed,

    /// <summary>The target may not be called before its time.</summary>
    Open,

    /// <summary>One call may probe the target.</summary>
    HalfOpen,
}
