namespace HolySheep.Configuration;

/// <summary>How the targets of one model are ordered.</summary>
public enum TargetStrategy
{
    /// <summary>The listed order.</summary>
    Priority,

    /// <summary>Each call starts at the next target.</summary>
    RoundRobin,
}
