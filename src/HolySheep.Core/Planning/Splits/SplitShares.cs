using System;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning.Splits;

/// <summary>Assigns calls to the members of a split.</summary>
internal static class SplitShares
{
    private const decimal Whole = 100;

    /// <summary>The member that takes a call; null if it stays on the old side.</summary>
    /// <param name="split">The split.</param>
    /// <param name="key">Calls with the same key go to the same side; a side whose share grows keeps the keys that it had. Null chooses at random.</param>
    /// <param name="draw">A random number, 0 up to 1.</param>
    public static SplitMember? MemberOf(SplitOptions split, string? key, double draw) => key is null ? ByChance(split, draw) : ByKey(split, key);

    private static SplitMember? ByChance(SplitOptions split, double draw)
    {
        var end = 0m;
        foreach (var member in split.To)
        {
            end += member.Percent;
            if (draw < (double)(end / Whole))
            {
                return member;
            }
        }

        return null;
    }

    /// <summary>Weighted rendezvous hashing: each side draws a number for the key, and the lowest wins. A key moves only to a side whose share has grown, or away from one whose share has shrunk.</summary>
    private static SplitMember? ByKey(SplitOptions split, string key)
    {
        SplitMember? best = null;
        var left = Whole - split.To.Sum(member => member.Percent);
        var shortest = Draw(split.Model, split.Model, key, left);
        foreach (var member in split.To)
        {
            var draw = Draw(split.Model, member.Model, key, member.Percent);
            if (draw < shortest)
            {
                (best, shortest) = (member, draw);
            }
        }

        return best;
    }

    /// <summary>An exponentially distributed number with the share as its rate: each of several is the lowest with the probability of its share.</summary>
    private static double Draw(string model, string side, string key, decimal percent) =>
        percent == 0 ? double.PositiveInfinity : -Math.Log(1 - SplitHash.Of(model, side, key)) / (double)percent;

    /// <summary>Whether the shadow answers a call too.</summary>
    public static bool TakesShadow(SplitOptions split, double draw) => split.Shadow is { } shadow && draw < (double)(shadow.Percent / Whole);
}
