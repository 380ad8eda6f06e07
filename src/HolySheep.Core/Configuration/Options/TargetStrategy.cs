namespace HolySheep.Configuration.Options;

/// <summary>How the targets of one model are ordered.</summary>
public enum TargetStrategy
{
    /// <summary>The listed order.</summary>
    Priority,

    /// <summary>Each call starts at the next target.</summary>
    RoundRobin,

    /// <summary>Calls are shared by weight.</summary>
    Weighted,

    /// <summary>The target with the fewest calls in flight.</summary>
    LeastBusy,

    /// <summary>The faster per token of two random targets.</summary>
    LowestLatency,

    /// <summary>The cheapest for the prompt.</summary>
    LowestCost,
}
