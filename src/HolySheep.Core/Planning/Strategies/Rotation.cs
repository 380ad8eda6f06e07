using System;

namespace HolySheep.Planning.Strategies;

/// <summary>Rotates a list of targets in place.</summary>
internal static class Rotation
{
    /// <summary>Starts the list at an index; the items before it move to the end.</summary>
    public static void Left(Span<int> row, int start)
    {
        row.Slice(0, start).Reverse();
        row.Slice(start).Reverse();
        row.Reverse();
    }

    /// <summary>Moves one item to the front; the others keep their order.</summary>
    public static void ToFront(Span<int> row, int place)
    {
        var first = row[place];
        row.Slice(0, place).CopyTo(row.Slice(1));
        row[0] = first;
    }
}
