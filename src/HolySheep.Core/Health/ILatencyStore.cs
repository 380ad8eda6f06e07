using System;

namespace HolySheep.Health;

/// <summary>Keeps how long targets take; safe for many threads at once.</summary>
internal interface ILatencyStore
{
    /// <summary>What is known under a name; <see cref="LatencyHistogram.Empty"/> where nothing is.</summary>
    LatencyHistogram Get(string name);

    void Add(string name, TimeSpan latency);
}
