using System;

namespace HolySheep.Planning.Strategies;

/// <summary>Turns a row of targets in place.</summary>
internal static class Rotation
{
    /// <summary>Begins the row at a place: what stood before it comes last.</summary>
    public static void Left(Span<int> row, int start)
    {
        row.Slice(0, start).Reverse();
        row.Slice(start).Reverse();
        row.Reverse();
    }

    /// <summary>Puts one place first; the others keep their order.</summary>
    public static void ToFront(Span<int> row, int place)
    {
        var first = row[place];
        row.Slice(0, place).CopyTo(row.Slice(1));
        row[0] = first;
    }
}
