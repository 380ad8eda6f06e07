using System;
using System.Collections.Generic;

namespace HolySheep.Health;

/// <summary>Stores the health of targets, quota groups and keys. Thread-safe.</summary>
internal interface IHealthStore
{
    /// <summary>Reads what other processes have written; called once per request.</summary>
    void Refresh();

    /// <summary>All records, by name.</summary>
    IReadOnlyDictionary<string, TargetHealth> All();

    /// <summary>The health with a name; <see cref="TargetHealth.Fine"/> if there is no record.</summary>
    TargetHealth Get(string name);

    /// <summary>Changes a health in one step, so that no other change is lost.</summary>
    /// <param name="name">The target, group or key.</param>
    /// <param name="change">Creates the new health from the last; may run more than once, and the last run counts.</param>
    /// <returns>The new health.</returns>
    TargetHealth Update(string name, Func<TargetHealth, TargetHealth> change);
}
