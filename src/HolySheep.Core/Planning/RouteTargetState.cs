namespace HolySheep.Planning;

/// <summary>How a target fares.</summary>
public enum RouteTargetState
{
    /// <summary>It may be called.</summary>
    Closed,

    /// <summary>It has just come back and takes a part of its calls.</summary>
    Returning,

    /// <summary>One call may find out whether it is back.</summary>
    HalfOpen,

    /// <summary>It is left alone until its time.</summary>
    Open,
}
