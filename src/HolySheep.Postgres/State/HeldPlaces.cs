using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace HolySheep.Postgres.State;

/// <summary>The calls under way of this process that hold places. The database holds only their number, which each write sets, so that a lost reply or a repeated write miscounts nothing.</summary>
/// <param name="timeProvider">The clock, of which the time since the machine started counts: nothing sets it while a call is under way.</param>
internal sealed class HeldPlaces(TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<long, (string Holder, TimeSpan OverAt)> _calls = new();

    // Far from those of other processes, for people who read records; and above zero, unlike those of calls that only this process knows.
    private long _last = BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & (long.MaxValue >> 1);

    /// <summary>The process and its machine, for records.</summary>
    public string Owner { get; } = Guid.NewGuid().ToString("N") + "@" + Environment.MachineName;

    /// <summary>The holders of all calls.</summary>
    public IReadOnlyList<string> Holders => [.. Current().Select(call => call.Value.Holder).Distinct()];

    /// <summary>The machine of an owner; earlier versions did not write it.</summary>
    public static string MachineOf(string owner) => owner.Split('@', 2) is [_, var machine] ? machine : "unknown";

    /// <summary>The number of calls of a holder that are not certainly over.</summary>
    public int Count(string holder) => Current().Count(call => call.Value.Holder == holder);

    /// <summary>The id of another call.</summary>
    public long NextId() => Interlocked.Increment(ref _last);

    /// <summary>Adds a call that is over after a time.</summary>
    public void Add(long id, string holder, TimeSpan timeLeft) => _calls[id] = (holder, timeProvider.GetElapsedTime(0) + timeLeft);

    /// <summary>Removes all calls, as when the process ends.</summary>
    public void Clear() => _calls.Clear();

    /// <summary>Removes a call; false if it was removed before, or is not one of these.</summary>
    public bool Remove(long id) => _calls.TryRemove(id, out _);

    private IEnumerable<KeyValuePair<long, (string Holder, TimeSpan OverAt)>> Current()
    {
        var uptime = timeProvider.GetElapsedTime(0);
        foreach (var call in _calls)
        {
            if (call.Value.OverAt > uptime)
            {
                yield return call;
            }
            else
            {
                _calls.TryRemove(call.Key, out _);
            }
        }
    }
}
