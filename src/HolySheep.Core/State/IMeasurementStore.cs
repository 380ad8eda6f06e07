using System;

namespace HolySheep.State;

/// <summary>Keeps measurements by name; safe for many threads at once.</summary>
internal interface IMeasurementStore
{
    /// <summary>The measurement of a name; <see cref="Measurement.None"/> where there is none.</summary>
    Measurement Get(string name);

    /// <summary>Changes a measurement as one step: nobody else's change is lost.</summary>
    /// <param name="name">What is measured, where.</param>
    /// <param name="change">Makes the next of the last; may run more than once.</param>
    void Update(string name, Func<Measurement, Measurement> change);
}
