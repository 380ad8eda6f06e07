using System;

namespace HolySheep.Planning.Strategies;

/// <summary>One round of smooth weighted round robin, as in nginx: every target gains its weight each turn, the highest is chosen and pays the sum. Immutable.</summary>
internal sealed class SmoothRound
{
    // Weights of a million would make rounds of a million turns; above this limit shares are exact to a ten-thousandth.
    private const int LongestRound = 10_000;
    private readonly int[] _targets;
    private readonly int[] _turns;

    private SmoothRound(int[] targets, int[] turns)
    {
        _targets = targets;
        _turns = turns;
    }

    /// <param name="targets">The indices of the targets that take part.</param>
    /// <param name="candidates">The targets, with their weights.</param>
    public static SmoothRound Of(ReadOnlySpan<int> targets, RouteCandidate[] candidates)
    {
        var weights = new long[targets.Length];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = candidates[targets[i]].Weight;
        }

        return new SmoothRound(targets.ToArray(), Turns(targets, Shortened(weights)));
    }

    /// <summary>Whether exactly these targets take part.</summary>
    public bool IsOf(ReadOnlySpan<int> targets) => targets.SequenceEqual(_targets);

    /// <summary>The target of a turn.</summary>
    public int At(long turn) => _turns[turn % _turns.Length];

    private static int[] Turns(ReadOnlySpan<int> targets, long[] weights)
    {
        long sum = 0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var turns = new int[sum];
        var gained = new long[weights.Length];
        for (var turn = 0; turn < turns.Length; turn++)
        {
            var chosen = 0;
            for (var i = 0; i < weights.Length; i++)
            {
                gained[i] += weights[i];
                chosen = gained[i] > gained[chosen] ? i : chosen;
            }

            gained[chosen] -= sum;
            turns[turn] = targets[chosen];
        }

        return turns;
    }

    /// <summary>The same shares in smaller numbers.</summary>
    private static long[] Shortened(long[] weights)
    {
        long divisor = 0;
        long sum = 0;
        foreach (var weight in weights)
        {
            divisor = GreatestCommonDivisor(weight, divisor);
            sum += weight;
        }

        var round = sum / divisor;
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = round <= LongestRound ? weights[i] / divisor : Math.Max(1, (long)Math.Round(weights[i] * (double)LongestRound / sum));
        }

        return weights;
    }

    private static long GreatestCommonDivisor(long one, long other) => other == 0 ? one : GreatestCommonDivisor(other, one % other);
}
