using System;
using System.Threading.Tasks;

namespace HolySheep.Health;

/// <summary>Stores latencies. Thread-safe.</summary>
internal interface ILatencyStore
{
    /// <summary>The latencies with a name; <see cref="LatencyHistogram.Empty"/> if there is no record. Never waits for another machine.</summary>
    LatencyHistogram Get(string name);

    /// <summary>Adds a latency, so that no other is lost.</summary>
    ValueTask AddAsync(string name, TimeSpan latency);
}
