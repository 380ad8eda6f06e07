using System;

namespace HolySheep.Planning.Strategies;

/// <summary>Sorts targets by a figure without allocating; targets with equal figures keep their order.</summary>
internal static class Ranking
{
    /// <summary>Sorts both arrays by the ranks, the lowest first.</summary>
    public static void Sort(Span<int> targets, Span<double> ranks)
    {
        for (var i = 1; i < ranks.Length; i++)
        {
            var rank = ranks[i];
            if (ranks[i - 1] <= rank)
            {
                continue;
            }

            var target = targets[i];
            var place = PlaceOf(rank, ranks.Slice(0, i));
            ranks.Slice(place, i - place).CopyTo(ranks.Slice(place + 1));
            targets.Slice(place, i - place).CopyTo(targets.Slice(place + 1));
            ranks[place] = rank;
            targets[place] = target;
        }
    }

    /// <summary>The index after the last sorted item that is not greater.</summary>
    private static int PlaceOf(double rank, ReadOnlySpan<double> sorted)
    {
        var low = 0;
        var high = sorted.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= rank)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
