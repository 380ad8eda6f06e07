namespace HolySheep.Csv;

/// <summary>How the rows of a job reach a provider.</summary>
public enum CsvLane
{
    /// <summary>By calls that are answered at once.</summary>
    Live,

    /// <summary>By calls of the provider's cheaper and slower service tier.</summary>
    Flex,

    /// <summary>By the provider's batch API, at the price of a batch.</summary>
    Batch,

    /// <summary>In batches as long as live calls could still answer every row before the deadline, and by live calls after that.</summary>
    Auto,
}
