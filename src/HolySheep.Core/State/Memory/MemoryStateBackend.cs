using System;
using HolySheep.Health;
using HolySheep.Limits;

namespace HolySheep.State.Memory;

/// <summary>Keeps state in this process.</summary>
/// <param name="timeProvider">The clock.</param>
internal sealed class MemoryStateBackend(TimeProvider timeProvider) : IStateBackend
{
    public IHealthStore Health { get; } = new MemoryHealthStore();

    public ITurnStore Turns { get; } = new MemoryTurnStore();

    public ILimitStore Limits { get; } = new MemoryLimitStore(timeProvider);

    public ILatencyStore Latencies { get; } = new MemoryLatencyStore();

    public ISplitStore Splits { get; } = new MemorySplitStore();

    public IMeasurementStore Measurements { get; } = new MemoryMeasurementStore();

    public string? TakeWarning() => null;

    public void Dispose()
    {
    }
}
