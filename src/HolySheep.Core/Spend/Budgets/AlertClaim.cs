namespace HolySheep.Spend.Budgets;

/// <summary>Whether an alert is to be given now.</summary>
internal enum AlertClaim
{
    /// <summary>It was given, or another process is giving it.</summary>
    None,

    /// <summary>It is due for the first time.</summary>
    New,

    /// <summary>It was told before, and its post has not arrived yet.</summary>
    Repeated,
}
