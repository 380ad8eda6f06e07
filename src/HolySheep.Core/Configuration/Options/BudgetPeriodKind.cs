namespace HolySheep.Configuration.Options;

/// <summary>When a budget starts again.</summary>
public enum BudgetPeriodKind
{
    /// <summary>At midnight.</summary>
    Day,

    /// <summary>On Monday at midnight.</summary>
    Week,

    /// <summary>On the first of the month at midnight.</summary>
    Month,

    /// <summary>Never: spending older than a number of hours no longer counts.</summary>
    RollingHours,
}
