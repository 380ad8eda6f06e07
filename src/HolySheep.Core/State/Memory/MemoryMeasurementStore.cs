using System;
using System.Collections.Concurrent;
using System.Threading.Tasks;

namespace HolySheep.State.Memory;

/// <summary>Stores measurements in the process.</summary>
internal sealed class MemoryMeasurementStore : IMeasurementStore
{
    private readonly ConcurrentDictionary<string, Measurement> _measurements = new(StringComparer.Ordinal);

    public Measurement Get(string name) => _measurements.TryGetValue(name, out var measurement) ? measurement : Measurement.None;

    public ValueTask AddAsync(string name, MeasuredValue value)
    {
        bool kept;
        do
        {
            kept = _measurements.TryGetValue(name, out var last) ? _measurements.TryUpdate(name, last.Add(value), last) : _measurements.TryAdd(name, Measurement.None.Add(value));
        }
        while (!kept);
        return default;
    }
}
