using System;

namespace HolySheep.Csv;

/// <summary>The options of a worker on shared jobs.</summary>
public sealed record CsvWorkerOptions
{
    /// <summary>The maximum number of calls at once, 1 to 1,024; the number is lowered while a provider throttles.</summary>
    /// <value>Default: 16.</value>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Whether to end once no job has rows that are not done.</summary>
    public bool UntilEmpty { get; init; }

    /// <summary>How long calls under way may take after the worker was asked to stop.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(10);
}
