using System;

namespace HolySheep.State;

/// <summary>What a client remembers from call to call, in memory or shared with the machine's other processes.</summary>
internal sealed class ClientState : IDisposable
{
    private readonly SharedFile? _file;
    private readonly SharedMeasurementStore? _measurements;

    /// <param name="folder">The folder of the state file; null means memory.</param>
    /// <param name="timeProvider">The clock.</param>
    public ClientState(string? folder, TimeProvider timeProvider)
    {
        _file = folder is null ? null : new SharedFile(folder, timeProvider);
        Health = _file is null ? new MemoryHealthStore() : new SharedHealthStore(_file);
        Turns = _file is null ? new TurnCounter() : new SharedTurns(_file);
        Latencies = _file is null ? new MemoryLatencyStore() : new SharedLatencyStore(_file);
        Limits = _file is null ? new MemoryLimitStore(timeProvider) : new SharedLimitStore(_file, timeProvider);
        _measurements = _file is null ? null : new SharedMeasurementStore(_file, timeProvider);
        Measurements = _measurements is null ? new MemoryMeasurementStore() : _measurements;
        Splits = _file is null ? new MemorySplitStore() : new SharedSplitStore(_file);
    }

    public IHealthStore Health { get; }

    public ITurnStore Turns { get; }

    public ILimitStore Limits { get; }

    public ILatencyStore Latencies { get; }

    public ISplitStore Splits { get; }

    public IMeasurementStore Measurements { get; }

    /// <summary>What the user is to know of the state file, once; null where there is nothing.</summary>
    public string? TakeWarning() => _file?.TakeWarning();

    public void Dispose()
    {
        _measurements?.Flush();
        _file?.Dispose();
    }
}
