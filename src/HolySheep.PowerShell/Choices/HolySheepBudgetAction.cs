namespace HolySheep.PowerShell.Choices;

/// <summary>What happens to a call that a budget cannot pay for.</summary>
public enum HolySheepBudgetAction
{
    /// <summary>The call is refused.</summary>
    Stop,

    /// <summary>The call is made, with a warning.</summary>
    Warn,

    /// <summary>A given chain answers instead of the requested model.</summary>
    Downgrade,
}
