namespace HolySheep.Configuration.Options;

/// <summary>After what a budget begins anew.</summary>
public enum BudgetPeriodKind
{
    /// <summary>At midnight.</summary>
    Day,

    /// <summary>On Monday at midnight.</summary>
    Week,

    /// <summary>On the first of the month at midnight.</summary>
    Month,

    /// <summary>Never: what is older than a number of hours falls out.</summary>
    RollingHours,
}
