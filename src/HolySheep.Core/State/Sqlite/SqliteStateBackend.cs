using System;
using HolySheep.Health;
using HolySheep.Limits;

namespace HolySheep.State.Sqlite;

/// <summary>Keeps state in <c>state.db</c>, shared by the processes of one machine; in memory once the file cannot be used.</summary>
internal sealed class SqliteStateBackend : IStateBackend
{
    private readonly StateFile _file;
    private readonly SqliteMeasurementStore _measurements;

    /// <param name="folder">The folder of the file, which is opened when it is first needed.</param>
    /// <param name="timeProvider">The clock.</param>
    public SqliteStateBackend(string folder, TimeProvider timeProvider)
    {
        _file = new StateFile(folder, timeProvider);
        _measurements = new SqliteMeasurementStore(_file);
        Health = new SqliteHealthStore(_file);
        Turns = new SqliteTurnStore(_file);
        Latencies = new SqliteLatencyStore(_file);
        Limits = new SqliteLimitStore(_file, timeProvider);
        Splits = new SqliteSplitStore(_file);
    }

    public IHealthStore Health { get; }

    public ITurnStore Turns { get; }

    public ILimitStore Limits { get; }

    public ILatencyStore Latencies { get; }

    public ISplitStore Splits { get; }

    public IMeasurementStore Measurements => _measurements;

    public string? TakeWarning() => _file.TakeWarning();

    public void Dispose()
    {
        _measurements.Flush();
        _file.Dispose();
    }
}
