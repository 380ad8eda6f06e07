using System;

namespace HolySheep.TestKit.Jobs;

/// <summary>A night that a CSV job has to get through.</summary>
public sealed record CrashPlan
{
    /// <summary>Rows of the input.</summary>
    public required int Rows { get; init; }

    /// <summary>How often the job is killed.</summary>
    public int Kills { get; init; } = 5;

    /// <summary>How long the provider is down, from the middle of the job on.</summary>
    public required TimeSpan Down { get; init; }

    /// <summary>The first break of the provider's health, in seconds.</summary>
    public required double BreakSec { get; init; }

    /// <summary>How long an answer takes.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>Calls at once.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>The seed of faults and kills.</summary>
    public int Seed { get; init; } = 20_261_122;

    /// <summary>How long the whole may take.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(2);
}
