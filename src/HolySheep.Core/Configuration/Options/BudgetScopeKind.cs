namespace HolySheep.Configuration.Options;

/// <summary>What a budget's calls have in common.</summary>
public enum BudgetScopeKind
{
    /// <summary>Nothing: every call counts.</summary>
    All,

    /// <summary>The provider that is called.</summary>
    Provider,

    /// <summary>The model that is called, or that it replaces.</summary>
    Model,

    /// <summary>A tag of the caller.</summary>
    Tag,

    /// <summary>The job, such as a CSV job.</summary>
    Job,
}
