using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Health;

namespace HolySheep.State.Memory;

/// <summary>Stores health in the process.</summary>
internal sealed class MemoryHealthStore : IHealthStore
{
    private readonly ConcurrentDictionary<string, TargetHealth> _healths = new(StringComparer.Ordinal);

    public ValueTask RefreshAsync() => default;

    public IReadOnlyDictionary<string, TargetHealth> All() => _healths.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    public TargetHealth Get(string name) => _healths.TryGetValue(name, out var health) ? health : TargetHealth.Fine;

    public ValueTask<HealthOutcome> ChangeAsync(string name, HealthChange change)
    {
        while (true)
        {
            // Fine may be stored explicitly: a reset health is.
            var isKnown = _healths.TryGetValue(name, out var last);
            var outcome = change.ApplyTo(last ?? TargetHealth.Fine);
            var next = outcome.Health;
            var kept = isKnown ? _healths.TryUpdate(name, next, last!) : ReferenceEquals(next, TargetHealth.Fine) || _healths.TryAdd(name, next);
            if (kept)
            {
                return new ValueTask<HealthOutcome>(outcome);
            }
        }
    }
}
