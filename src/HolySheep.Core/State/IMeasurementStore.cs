using System;

namespace HolySheep.State;

/// <summary>Stores measurements by name. Thread-safe.</summary>
internal interface IMeasurementStore
{
    /// <summary>The measurement with a name; <see cref="Measurement.None"/> if there is none.</summary>
    Measurement Get(string name);

    /// <summary>Changes a measurement in one step, so that no other change is lost.</summary>
    /// <param name="name">The name of the measurement.</param>
    /// <param name="change">Creates the new measurement from the last; may run more than once.</param>
    void Update(string name, Func<Measurement, Measurement> change);
}
