namespace HolySheep.Maintenance;

/// <summary>What a machine can hold.</summary>
public enum HeldKind
{
    /// <summary>Calls under way that are booked in the ledger with their estimated cost, which budgets count until the calls are settled.</summary>
    Calls,

    /// <summary>Money that processes have leased from a budget: what is left, and what calls have spent that is not entered yet.</summary>
    Leases,

    /// <summary>Places under the <c>maxConcurrency</c> of a provider.</summary>
    Places,

    /// <summary>Rows of a shared job.</summary>
    Rows,
}
