namespace HolySheep.Configuration.Options;

/// <summary>How several keys of a provider are used.</summary>
public enum KeyOrder
{
    /// <summary>The next key is used while the one before it is refused, throttled or without money.</summary>
    Failover,

    /// <summary>Calls share the keys in turn.</summary>
    Spread,
}
