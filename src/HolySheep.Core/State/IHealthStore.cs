using System;
using HolySheep.Resilience.Health;

namespace HolySheep.State;

/// <summary>Keeps the health of targets and quota groups; safe for many threads at once.</summary>
internal interface IHealthStore
{
    /// <summary>The health under a name; <see cref="TargetHealth.Fine"/> where nothing is known.</summary>
    TargetHealth Get(string name);

    /// <summary>Changes a health as one step: nobody else's change is lost.</summary>
    /// <param name="name">The target or group.</param>
    /// <param name="change">Makes the next health of the last; may run more than once.</param>
    /// <returns>The health that is kept now.</returns>
    TargetHealth Update(string name, Func<TargetHealth, TargetHealth> change);
}
