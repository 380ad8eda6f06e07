using System;
using HolySheep.Health;
using HolySheep.Limits;

namespace HolySheep.State;

/// <summary>The state that a client keeps between calls; one implementation for each place where it is stored. Thread-safe.</summary>
internal interface IStateBackend : IDisposable
{
    /// <summary>The health of targets, quota groups and keys.</summary>
    IHealthStore Health { get; }

    /// <summary>The turns of strategies that rotate.</summary>
    ITurnStore Turns { get; }

    /// <summary>The use of rate limits.</summary>
    ILimitStore Limits { get; }

    /// <summary>The response times of targets.</summary>
    ILatencyStore Latencies { get; }

    /// <summary>The statistics of traffic splits.</summary>
    ISplitStore Splits { get; }

    /// <summary>The learned figures, such as characters per token.</summary>
    IMeasurementStore Measurements { get; }

    /// <summary>Returns, once, a warning for the user about the place where state is kept; null if there is none.</summary>
    string? TakeWarning();
}
