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

    /// <summary>The faster a token of two drawn at random.</summary>
    LowestLatency,

    /// <summary>The cheapest for the prompt.</summary>
    LowestCost,
}
