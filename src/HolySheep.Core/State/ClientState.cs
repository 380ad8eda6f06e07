using System;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.State.Memory;
using HolySheep.State.Sqlite;

namespace HolySheep.State;

/// <summary>The state that a client keeps between calls, in memory or shared with the machine's other processes.</summary>
internal sealed class ClientState : IDisposable
{
    private readonly StateFile? _file;
    private readonly SqliteMeasurementStore? _measurements;

    /// <param name="folder">The folder of the state file; null means memory.</param>
    /// <param name="timeProvider">The clock.</param>
    public ClientState(string? folder, TimeProvider timeProvider)
    {
        _file = folder is null ? null : new StateFile(folder, timeProvider);
        Health = _file is null ? new MemoryHealthStore() : new SqliteHealthStore(_file);
        Turns = _file is null ? new MemoryTurnStore() : new SqliteTurnStore(_file);
        Latencies = _file is null ? new MemoryLatencyStore() : new SqliteLatencyStore(_file);
        Limits = _file is null ? new MemoryLimitStore(timeProvider) : new SqliteLimitStore(_file, timeProvider);
        _measurements = _file is null ? null : new SqliteMeasurementStore(_file, timeProvider);
        Measurements = _measurements is null ? new MemoryMeasurementStore() : _measurements;
        Splits = _file is null ? new MemorySplitStore() : new SqliteSplitStore(_file);
    }

    public IHealthStore Health { get; }

    public ITurnStore Turns { get; }

    public ILimitStore Limits { get; }

    public ILatencyStore Latencies { get; }

    public ISplitStore Splits { get; }

    public IMeasurementStore Measurements { get; }

    /// <summary>A warning about the state file, given once; null if there is none.</summary>
    public string? TakeWarning() => _file?.TakeWarning();

    public void Dispose()
    {
        _measurements?.Flush();
        _file?.Dispose();
    }
}
