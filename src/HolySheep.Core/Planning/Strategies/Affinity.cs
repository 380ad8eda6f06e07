using System;

namespace HolySheep.Planning.Strategies;

/// <summary>
/// Keeps calls with the same prompt prefix on the same target, by rendezvous hashing: every process chooses the same one without asking another,
/// and a target that leaves or returns moves only its own calls.
/// </summary>
internal static class Affinity
{
    /// <summary>Moves the target of a prefix to the front; the others keep their order.</summary>
    public static void ToFront(Span<int> ready, ulong prefix, RouteCandidate[] targets)
    {
        var best = 0;
        ulong highest = 0;
        for (var place = 0; place < ready.Length; place++)
        {
            var score = Mix(prefix ^ targets[ready[place]].AffinityKey);
            if (place == 0 || score > highest)
            {
                (best, highest) = (place, score);
            }
        }

        Rotation.ToFront(ready, best);
    }

    // The finalizer of SplitMix64, after Steele, Lea and Flood (2014).
    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
