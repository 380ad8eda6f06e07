using System;
using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Resilience.Health;

/// <summary>The calls of the last 30 s, in slots of 5 s. Immutable.</summary>
internal sealed class CallWindow
{
    private const int SlotSeconds = 5;
    private const int Slots = 6;
    private readonly IReadOnlyList<WindowSlot> _slots;

    private CallWindow(IReadOnlyList<WindowSlot> slots) => _slots = slots;

    public static CallWindow Empty { get; } = new([]);

    public CallWindow Add(bool failed, DateTimeOffset now)
    {
        var number = NumberOf(now);
        var kept = _slots.Where(slot => slot.Number > number - Slots && slot.Number < number).ToList();
        var current = _slots.FirstOrDefault(slot => slot.Number == number);
        kept.Add(new WindowSlot(number, current.Calls + 1, current.Failures + (failed ? 1 : 0)));
        return new CallWindow(kept);
    }

    /// <summary>Calls and failures of the last 30 s.</summary>
    public (int Calls, int Failures) Count(DateTimeOffset now)
    {
        var first = NumberOf(now) - Slots;
        var recent = _slots.Where(slot => slot.Number > first).ToList();
        return (recent.Sum(slot => slot.Calls), recent.Sum(slot => slot.Failures));
    }

    private static long NumberOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / SlotSeconds;
}
