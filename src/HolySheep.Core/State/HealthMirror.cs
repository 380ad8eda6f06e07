using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Health;

namespace HolySheep.State;

/// <summary>What a process knows of a shared store of health: the healths as they were last read, and the answers that it has counted since and not written. Thread-safe.</summary>
internal sealed class HealthMirror
{
    private readonly object _gate = new();

    // The stored health plus what this process has counted since; the windows are as stored.
    private readonly ConcurrentDictionary<string, TargetHealth> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CallWindow> _storedWindows = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, TargetHealth> All() => _known.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    public TargetHealth Get(string name) => _known.TryGetValue(name, out var health) ? health : TargetHealth.Fine;

    /// <summary>Whether a change is worth writing: one more answer of a healthy target changes nothing for other processes.</summary>
    public static bool IsNews(TargetHealth last, TargetHealth next) => next with { Window = last.Window } != last;

    /// <summary>Applies a change in this process, if it is not worth writing.</summary>
    /// <param name="name">The name of the health.</param>
    /// <param name="change">The change.</param>
    /// <param name="anyway">Whether to apply it even if it is news, because it cannot be written.</param>
    /// <returns>The outcome; null if it must be written.</returns>
    public HealthOutcome? Apply(string name, HealthChange change, bool anyway = false)
    {
        lock (_gate)
        {
            var last = Get(name);
            var outcome = change.ApplyTo(last);

            // Whether the one probe is free, and whether there is something to forget, is for the store to say: another process may have changed it a moment ago.
            if (!anyway && (change.Kind is HealthChangeKind.Reset or HealthChangeKind.ProbeBegan || IsNews(last, outcome.Health)))
            {
                return null;
            }

            _known[name] = outcome.Health;
            return outcome;
        }
    }

    /// <summary>A stored health plus what only this process has counted.</summary>
    public TargetHealth WithOwn(string name, TargetHealth stored)
    {
        lock (_gate)
        {
            var known = Get(name).Window;
            var own = _storedWindows.TryGetValue(name, out var seen) ? known.Minus(seen) : known;
            return own.IsEmpty ? stored : stored with { Window = stored.Window.Plus(own) };
        }
    }

    /// <summary>Takes a health that another process has stored.</summary>
    public void Learn(string name, TargetHealth stored)
    {
        lock (_gate)
        {
            _known[name] = WithOwn(name, stored);
            _storedWindows[name] = stored.Window;
        }
    }

    /// <summary>Takes the result of a write.</summary>
    /// <param name="name">The name of the health.</param>
    /// <param name="stored">What is stored now.</param>
    /// <param name="health">What is known now.</param>
    public void Keep(string name, TargetHealth stored, TargetHealth health)
    {
        lock (_gate)
        {
            _storedWindows[name] = stored.Window;
            _known[name] = health;
        }
    }
}
