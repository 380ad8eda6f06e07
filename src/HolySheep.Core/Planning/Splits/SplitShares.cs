using System;
using System.Linq;
using HolySheep.Configuration.Options;

namespace HolySheep.Planning.Splits;

/// <summary>Which call goes to which member of a split.</summary>
internal static class SplitShares
{
    private const decimal Whole = 100;

    /// <summary>The member that takes a call; null where it stays with the old side.</summary>
    /// <param name="split">The split.</param>
    /// <param name="key">Calls of one key go to one side; a share that grows keeps the keys that it had. Null means by chance.</param>
    /// <param name="draw">Chance, from 0 up to 1.</param>
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

    /// <summary>Weighted rendezvous hashing: each side draws for the key by itself and the best draw wins, so that a key moves only to a side whose share has grown, or away from one whose share has shrunk.</summary>
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

    /// <summary>Exponentially distributed with the share as its rate: the shortest of several is each one's with the probability of its share.</summary>
    private static double Draw(string model, string side, string key, decimal percent) =>
        percent == 0 ? double.PositiveInfinity : -Math.Log(1 - SplitHash.Of(model, side, key)) / (double)percent;

    /// <summary>Whether a call is answered once more by the shadow.</summary>
    public static bool TakesShadow(SplitOptions split, double draw) => split.Shadow is { } shadow && draw < (double)(shadow.Percent / Whole);
}
