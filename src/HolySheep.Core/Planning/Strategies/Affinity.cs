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
            var score = SplitMix64.Mix(prefix ^ targets[ready[place]].AffinityKey);
            if (place == 0 || score > highest)
            {
                (best, highest) = (place, score);
            }
        }

        Rotation.ToFront(ready, best);
    }
}
