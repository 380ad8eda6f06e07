using System;

namespace HolySheep.Configuration.Options;

/// <summary>How long a failing target is not called.</summary>
public sealed record HealthOptions
{
    /// <summary>The first break.</summary>
    /// <value>Default: 10 s.</value>
    public TimeSpan Break { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest break.</summary>
    /// <value>Default: 30 s.</value>
    public TimeSpan MaxBreak { get; init; } = TimeSpan.FromSeconds(30);
}
