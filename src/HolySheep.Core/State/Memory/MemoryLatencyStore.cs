using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;
using HolySheep.Health;

namespace HolySheep.State.Memory;

/// <summary>Stores latencies in the process.</summary>
internal sealed class MemoryLatencyStore : ILatencyStore
{
    private readonly ConcurrentDictionary<string, LatencyHistogram> _known = new(StringComparer.Ordinal);

    public LatencyHistogram Get(string name) => _known.TryGetValue(name, out var known) ? known : LatencyHistogram.Empty;

    public ValueTask AddAsync(string name, TimeSpan latency)
    {
        _known.AddOrUpdate(name, _ => LatencyHistogram.Empty.Add(latency), (_, known) => known.Add(latency));
        return default;
    }
}
