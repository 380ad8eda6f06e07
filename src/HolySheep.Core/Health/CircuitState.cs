namespace HolySheep.Health;

/// <summary>Whether a target may be called.</summary>
public enum CircuitState
{
    /// <summary>It may.</summary>
    Closed,

    /// <summary>Not before its time.</summary>
    Open,

    /// <summary>One call may find out.</summary>
    HalfOpen,
}
