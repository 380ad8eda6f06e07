namespace HolySheep.Configuration.Options;

/// <summary>What happens to a call that a budget has no money for.</summary>
public enum BudgetAction
{
    /// <summary>It is not made.</summary>
    Stop,

    /// <summary>It is made, with a warning.</summary>
    Warn,

    /// <summary>A given chain answers in place of the model asked for.</summary>
    Downgrade,
}
