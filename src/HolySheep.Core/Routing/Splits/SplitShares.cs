using HolySheep.Configuration;

namespace HolySheep.Routing.Splits;

/// <summary>Which call goes to which member of a split.</summary>
internal static class SplitShares
{
    private const decimal Whole = 100;

    /// <summary>The member that takes a call; null where it stays with the old side.</summary>
    /// <param name="split">The split.</param>
    /// <param name="key">Calls of one key go to one side; a share that grows keeps the keys that it had. Null means by chance.</param>
    /// <param name="draw">Chance, from 0 up to 1.</param>
    public static SplitMember? MemberOf(SplitOptions split, string? key, double draw)
    {
        var left = Whole;
        var begin = 0m;
        foreach (var member in split.To)
        {
            // A key has a place of its own in each member's range, so that no other share that grows moves it around.
            var taken = key is null
                ? draw < (double)((begin + member.Percent) / Whole)
                : left > 0 && SplitHash.Of(split.Model, member.Model, key) < (double)(member.Percent / left);
            if (taken)
            {
                return member;
            }

            begin += member.Percent;
            left -= member.Percent;
        }

        return null;
    }

    /// <summary>Whether a call is answered once more by the shadow.</summary>
    public static bool TakesShadow(SplitOptions split, double draw) => split.Shadow is { } shadow && draw < (double)(shadow.Percent / Whole);
}
