using System;
using System.Collections.Concurrent;

namespace HolySheep.State.Memory;

/// <summary>Stores measurements in the process.</summary>
internal sealed class MemoryMeasurementStore : IMeasurementStore
{
    private readonly ConcurrentDictionary<string, Measurement> _measurements = new(StringComparer.Ordinal);

    public Measurement Get(string name) => _measurements.TryGetValue(name, out var measurement) ? measurement : Measurement.None;

    public void Update(string name, Func<Measurement, Measurement> change)
    {
        bool kept;
        do
        {
            kept = _measurements.TryGetValue(name, out var last) ? _measurements.TryUpdate(name, change(last), last) : _measurements.TryAdd(name, change(Measurement.None));
        }
        while (!kept);
    }
}
