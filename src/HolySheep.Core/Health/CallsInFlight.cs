using System.Collections.Concurrent;
using System.Threading;

namespace HolySheep.Health;

/// <summary>Counts the calls of this process that wait for each target's answer.</summary>
internal sealed class CallsInFlight
{
    private readonly ConcurrentDictionary<string, Count> _counts = new();

    public int Of(string target) => _counts.TryGetValue(target, out var count) ? Volatile.Read(ref count.Value) : 0;

    public void Begin(string target) => Interlocked.Increment(ref _counts.GetOrAdd(target, static _ => new Count()).Value);

    public void End(string target) => Interlocked.Decrement(ref _counts.GetOrAdd(target, static _ => new Count()).Value);

    private sealed class Count
    {
        public int Value;
    }
}
