using System.Collections.Generic;
using System.Threading.Tasks;

namespace HolySheep.Health;

/// <summary>Stores the health of targets, quota groups and keys. Thread-safe. What is read is what this process last learned; only the operations that wait talk to a place that is shared.</summary>
internal interface IHealthStore
{
    /// <summary>Learns what other processes have written; called once per request.</summary>
    ValueTask RefreshAsync();

    /// <summary>All records, by name.</summary>
    IReadOnlyDictionary<string, TargetHealth> All();

    /// <summary>The health with a name; <see cref="TargetHealth.Fine"/> if there is no record.</summary>
    TargetHealth Get(string name);

    /// <summary>Applies a change in one step among all processes, so that no other change is lost.</summary>
    /// <param name="name">The target, group or key.</param>
    /// <param name="change">What happened; it may be applied more than once, and the last result counts.</param>
    ValueTask<HealthOutcome> ChangeAsync(string name, HealthChange change);
}
