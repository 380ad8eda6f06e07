using System;
using System.Text.Json;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>The names of members in a log: the same few in every line, so that each becomes a text once. A fixed number is kept, because the names of tags come from users.</summary>
internal static class LogNames
{
    private const int Slots = 256;
    private const uint Factor = 16777619;
    private static readonly Known?[] All = new Known?[Slots];

    /// <summary>The name at which the reader is.</summary>
    public static string Of(ref Utf8JsonReader json)
    {
        if (json.ValueIsEscaped || json.HasValueSequence)
        {
            return json.GetString()!;
        }

        var name = json.ValueSpan;
        ref var slot = ref All[SlotOf(name)];

        // Another thread may replace it in between: what was taken is whole.
        if (slot is { } known && name.SequenceEqual(known.Utf8))
        {
            return known.Text;
        }

        var text = json.GetString()!;
        slot = new Known(name.ToArray(), text);
        return text;
    }

    private static int SlotOf(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var letter in name)
        {
            hash = (hash ^ letter) * Factor;
        }

        return (int)(hash % Slots);
    }

    private sealed record Known(byte[] Utf8, string Text);
}
