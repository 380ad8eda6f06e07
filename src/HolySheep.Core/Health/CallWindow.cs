using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace HolySheep.Health;

/// <summary>The calls of the last 30 s, in slots of 5 s. Immutable.</summary>
internal sealed class CallWindow
{
    private const int SlotSeconds = 5;
    private const int Slots = 6;
    private readonly WindowSlot[] _slots;

    private CallWindow(WindowSlot[] slots) => _slots = slots;

    public static CallWindow Empty { get; } = new([]);

    public bool IsEmpty => _slots.Length == 0;

    /// <summary>Reads the output of <see cref="ToString"/>; other text is ignored.</summary>
    public static CallWindow Parse(string text)
    {
        var slots = new List<WindowSlot>();
        foreach (var part in text.Split(' '))
        {
            var fields = part.Split(':');
            if (fields.Length == 3
                && long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var calls)
                && int.TryParse(fields[2], NumberStyles.None, CultureInfo.InvariantCulture, out var failures))
            {
                slots.Add(new WindowSlot(number, calls, failures));
            }
        }

        return slots.Count == 0 ? Empty : new CallWindow([.. slots]);
    }

    // A plain loop, because every row of a large job runs it.
    public CallWindow Add(bool failed, DateTimeOffset now)
    {
        var number = NumberOf(now);
        var current = new WindowSlot(number, 0, 0);
        var kept = 0;
        foreach (var slot in _slots)
        {
            kept += IsKept(slot) ? 1 : 0;
            current = slot.Number == number ? slot : current;
        }

        var slots = new WindowSlot[kept + 1];
        var next = 0;
        foreach (var slot in _slots)
        {
            if (IsKept(slot))
            {
                slots[next++] = slot;
            }
        }

        slots[next] = new WindowSlot(number, current.Calls + 1, current.Failures + (failed ? 1 : 0));
        return new CallWindow(slots);

        bool IsKept(in WindowSlot slot) => slot.Number > number - Slots && slot.Number < number;
    }

    /// <summary>The sum of both windows.</summary>
    public CallWindow Plus(CallWindow other) => Joined(other, 1);

    /// <summary>The calls that another window does not contain.</summary>
    public CallWindow Minus(CallWindow other) => Joined(other, -1);

    /// <summary>Calls and failures of the last 30 s.</summary>
    public (int Calls, int Failures) Count(DateTimeOffset now)
    {
        var last = NumberOf(now);
        var recent = _slots.Where(slot => slot.Number > last - Slots && slot.Number <= last).ToList();
        return (recent.Sum(slot => slot.Calls), recent.Sum(slot => slot.Failures));
    }

    public override string ToString() => string.Join(" ", _slots.Select(slot => FormattableString.Invariant($"{slot.Number}:{slot.Calls}:{slot.Failures}")));

    private static long NumberOf(DateTimeOffset now) => now.ToUnixTimeSeconds() / SlotSeconds;

    private CallWindow Joined(CallWindow other, int sign)
    {
        var slots = _slots.Concat(other._slots.Select(slot => new WindowSlot(slot.Number, sign * slot.Calls, sign * slot.Failures)))
            .GroupBy(slot => slot.Number)
            .Select(slot => new WindowSlot(slot.Key, slot.Sum(part => part.Calls), slot.Sum(part => part.Failures)))
            .Where(slot => slot.Calls > 0)
            .OrderBy(slot => slot.Number)
            .ToArray();
        return slots.Length == 0 ? Empty : new CallWindow(slots);
    }
}
