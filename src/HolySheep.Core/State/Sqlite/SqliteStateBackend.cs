using System;
using System.IO;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.State.Sqlite;

/// <summary>Keeps state in <c>state.db</c>, shared by the processes of one machine; in memory once the file cannot be used.</summary>
internal sealed class SqliteStateBackend : IStateBackend
{
    private readonly SharedFile _file;
    private readonly SqliteMeasurementStore _measurements;

    /// <param name="folder">The folder of the file, which is opened when it is first needed.</param>
    /// <param name="timeProvider">The clock.</param>
    public SqliteStateBackend(string folder, TimeProvider timeProvider)
    {
        _file = Open(folder, timeProvider);
        _measurements = new SqliteMeasurementStore(_file);
        Health = new SqliteHealthStore(_file);
        Turns = new SqliteTurnStore(_file);
        Latencies = new SqliteLatencyStore(_file);
        Limits = new SqliteLimitStore(_file, timeProvider);
        Splits = new SqliteSplitStore(_file);
    }

    /// <summary>The file of a folder.</summary>
    // It may be lost: damage after a power failure is found at the next opening, and a new file is created. Waiting for the disk would take most of the time of a process with a single call.
    public static DatabaseFile FileIn(string folder) => new() { Path = Path.Combine(folder, "state.db"), Schema = StateSchema.Newest, CheckedWhenOpened = true, WaitsForDisk = false };

    /// <summary>The file of a folder as all stores share it, not opened yet.</summary>
    public static SharedFile Open(string folder, TimeProvider timeProvider) => new(
        FileIn(folder),
        new SharedFileWords("Known health, limits, split statistics and latencies are lost", "Health, limits, turns and splits are kept in this process and not shared"),
        timeProvider);

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
