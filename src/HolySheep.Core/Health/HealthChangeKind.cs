namespace HolySheep.Health;

/// <summary>What changes a health.</summary>
internal enum HealthChangeKind
{
    /// <summary>A call was answered.</summary>
    Answered,

    /// <summary>A call failed.</summary>
    Failed,

    /// <summary>A call takes the one probe, if it is free.</summary>
    ProbeBegan,

    /// <summary>A probe ended without a result.</summary>
    ProbeGaveUp,

    /// <summary>A person resets the health.</summary>
    Reset,
}
