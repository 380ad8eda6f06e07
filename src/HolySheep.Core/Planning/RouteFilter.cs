namespace HolySheep.Planning;

/// <summary>The filter that left a target out of a plan.</summary>
internal enum RouteFilter
{
    /// <summary>Its provider is disabled.</summary>
    Disabled,

    /// <summary>The caller's providers or regions.</summary>
    Caller,

    /// <summary>It has an earlier place in the chain.</summary>
    Repeated,

    /// <summary>Its weight is 0.</summary>
    Drained,

    /// <summary>It does not support the request.</summary>
    Capability,

    /// <summary>The prompt is too long for it.</summary>
    Window,

    /// <summary>Its key is missing.</summary>
    Key,
}
