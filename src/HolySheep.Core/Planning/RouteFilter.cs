namespace HolySheep.Planning;

/// <summary>What left a target out of a plan.</summary>
internal enum RouteFilter
{
    /// <summary>The caller's providers or regions.</summary>
    Caller,

    /// <summary>It stands earlier in the line.</summary>
    Repeated,

    /// <summary>Its weight is 0.</summary>
    Drained,

    /// <summary>It cannot do what is asked.</summary>
    Capability,

    /// <summary>The prompt is too long for it.</summary>
    Window,

    /// <summary>There is no key for it.</summary>
    Key,
}
