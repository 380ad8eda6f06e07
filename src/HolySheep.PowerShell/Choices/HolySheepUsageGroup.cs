namespace HolySheep.PowerShell.Choices;

/// <summary>By what usage is added up.</summary>
public enum HolySheepUsageGroup
{
    /// <summary>The day, in the query's zone.</summary>
    Day,

    /// <summary>The model id that was called.</summary>
    Model,

    /// <summary>The provider that was called.</summary>
    Provider,

    /// <summary>Each tag; a call with several counts for each.</summary>
    Tag,

    /// <summary>The job.</summary>
    Job,
}
