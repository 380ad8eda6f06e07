using System;

namespace HolySheep.State;

/// <summary>One value of a measurement.</summary>
/// <param name="Amount">For example seconds.</param>
/// <param name="Weight">For example tokens.</param>
/// <param name="At">When it was measured.</param>
/// <param name="HalfLife">The time after which older values count half.</param>
/// <param name="Lifetime">The time after which a measurement without a new value starts again; null if it never does.</param>
internal sealed record MeasuredValue(double Amount, double Weight, DateTimeOffset At, TimeSpan HalfLife, TimeSpan? Lifetime = null);
