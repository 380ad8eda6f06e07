namespace HolySheep.PowerShell.Choices;

/// <summary>How usage is grouped.</summary>
public enum HolySheepUsageGroup
{
    /// <summary>The day, in the query's time zone.</summary>
    Day,

    /// <summary>The model id that was called.</summary>
    Model,

    /// <summary>The provider that was called.</summary>
    Provider,

    /// <summary>The tag; a call with several tags counts for each.</summary>
    Tag,

    /// <summary>The job.</summary>
    Job,

    /// <summary>The machine that made the attempts.</summary>
    Machine,
}
