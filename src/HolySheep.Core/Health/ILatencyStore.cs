using System;

namespace HolySheep.Health;

/// <summary>Stores latencies. Thread-safe.</summary>
internal interface ILatencyStore
{
    /// <summary>The latencies with a name; <see cref="LatencyHistogram.Empty"/> if there is no record.</summary>
    LatencyHistogram Get(string name);

    void Add(string name, TimeSpan latency);
}
