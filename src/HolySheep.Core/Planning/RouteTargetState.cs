namespace HolySheep.Planning;

/// <summary>The state of a target.</summary>
public enum RouteTargetState
{
    /// <summary>It may be called.</summary>
    Closed,

    /// <summary>It has just come back and takes a part of its calls.</summary>
    Returning,

    /// <summary>One call may probe it.</summary>
    HalfOpen,

    /// <summary>It is not called until its time.</summary>
    Open,
}
