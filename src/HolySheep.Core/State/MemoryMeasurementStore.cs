using System;
using System.Collections.Concurrent;

namespace HolySheep.State;

/// <summary>Keeps measurements in the process.</summary>
internal sealed class MemoryMeasurementStore : IMeasurementStore
{
    private readonly ConcurrentDictionary<string, Measurement> _measurements = new(StringComparer.Ordinal);

    public Measurement Get(string name) => _measurements.TryGetValue(name, out var measurement) ? measurement : Measurement.None;

    public void Update(string name, Func<Measurement, Measurement> change) =>
        _measurements.AddOrUpdate(name, _ => change(Measurement.None), (_, last) => change(last));
}
