using System.Threading.Tasks;

namespace HolySheep.State;

/// <summary>Stores measurements by name. Thread-safe.</summary>
internal interface IMeasurementStore
{
    /// <summary>The measurement with a name; <see cref="Measurement.None"/> if there is none. Never waits for another machine.</summary>
    Measurement Get(string name);

    /// <summary>Adds a value to a measurement, so that no other value is lost.</summary>
    ValueTask AddAsync(string name, MeasuredValue value);
}
