using System.Collections.Concurrent;
using System.Threading;

namespace HolySheep.State;

/// <summary>The turns of round robins, kept in memory.</summary>
internal sealed class TurnCounter
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new();

    /// <summary>The turn that comes next, without taking it.</summary>
    public long Peek(string model) => Volatile.Read(ref Of(model).Value);

    /// <summary>Takes the next turn, each turn once.</summary>
    public long Next(string model) => Interlocked.Increment(ref Of(model).Value) - 1;

    private Turn Of(string model) => _turns.GetOrAdd(model, static _ => new Turn());

    private sealed class Turn
    {
        public long Value;
    }
}
