using System;
using System.Collections.Generic;

namespace HolySheep.Health;

/// <summary>Keeps the health of targets, quota groups and keys; safe for many threads at once.</summary>
internal interface IHealthStore
{
    /// <summary>Learns what others have written since; called once a request.</summary>
    void Refresh();

    /// <summary>All that is known, by name.</summary>
    IReadOnlyDictionary<string, TargetHealth> All();

    /// <summary>The health under a name; <see cref="TargetHealth.Fine"/> where nothing is known.</summary>
    TargetHealth Get(string name);

    /// <summary>Changes a health as one step: nobody else's change is lost.</summary>
    /// <param name="name">The target, group or key.</param>
    /// <param name="change">Makes the next health of the last; may run more than once, and the last run counts.</param>
    /// <returns>The health that is kept now.</returns>
    TargetHealth Update(string name, Func<TargetHealth, TargetHealth> change);
}
