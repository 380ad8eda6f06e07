namespace HolySheep.Spend.Budgets;

/// <summary>Whether an alert should be given now.</summary>
internal enum AlertClaim
{
    /// <summary>It was given, or another process is giving it.</summary>
    None,

    /// <summary>It is due for the first time.</summary>
    New,

    /// <summary>It was reported before, and its post has not been delivered yet.</summary>
    Repeated,
}
