using System.Collections.Concurrent;
using System.Threading;

namespace HolySheep.State.Memory;

/// <summary>Stores round-robin turns in the process.</summary>
internal sealed class MemoryTurnStore : ITurnStore
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new();

    public long Peek(string model) => Volatile.Read(ref Of(model).Value);

    public long Next(string model) => Interlocked.Increment(ref Of(model).Value) - 1;

    /// <summary>Continues from a turn that was counted elsewhere.</summary>
    public void Continue(string model, long next) => Volatile.Write(ref Of(model).Value, next);

    private Turn Of(string model) => _turns.GetOrAdd(model, static _ => new Turn());

    private sealed class Turn
    {
        public long Value;
    }
}
