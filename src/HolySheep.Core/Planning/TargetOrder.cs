using System;
using HolySheep.Planning.Strategies;

namespace HolySheep.Planning;

/// <summary>Orders the targets of one model: first those that may be called, in the strategy's order, then the last resort.</summary>
internal static class TargetOrder
{
    private const int TargetsOnStack = 256;

    /// <param name="strategy">The model's strategy.</param>
    /// <param name="eligible">The indices of the targets that no filter left out, in listed order.</param>
    /// <param name="facts">The targets, and what is known about them.</param>
    /// <param name="plan">The array that receives the targets.</param>
    /// <param name="planned">The number of targets in it.</param>
    /// <returns>The new number of targets in it.</returns>
    public static int Append(ITargetStrategy strategy, ReadOnlySpan<int> eligible, in StrategyFacts facts, RouteCandidate[] plan, int planned)
    {
        var ready = eligible.Length <= TargetsOnStack ? stackalloc int[eligible.Length] : new int[eligible.Length];
        var count = 0;
        var returning = false;
        var waiting = false;
        foreach (var index in eligible)
        {
            var fact = facts.Of(index);
            if (fact.Standing == TargetStanding.Probe && strategy.ProbesFirst)
            {
                // If calls are spread, a probe goes first: the target's own turn may be far away.
                plan[planned++] = facts.Targets[index];
            }
            else if (fact.Standing == TargetStanding.Waiting)
            {
                waiting = true;
            }
            else
            {
                ready[count++] = index;
                returning |= fact.HeldBack;
            }
        }

        ready = ready.Slice(0, count);
        if (count > 1)
        {
            strategy.Order(ready, facts);
            if (facts.Prefix is { } prefix && strategy.YieldsToPrefix)
            {
                Affinity.ToFront(ready, prefix, facts.Targets);
            }
        }

        // A target that has just come back takes a part of its calls; for the other calls its siblings go first.
        planned = Take(ready, facts, plan, planned, heldBack: false);
        planned = returning ? Take(ready, facts, plan, planned, heldBack: true) : planned;
        if (waiting)
        {
            foreach (var index in eligible)
            {
                if (facts.Of(index).Standing == TargetStanding.Waiting)
                {
                    plan[planned++] = facts.Targets[index];
                }
            }
        }

        return planned;
    }

    private static int Take(ReadOnlySpan<int> ready, in StrategyFacts facts, RouteCandidate[] plan, int planned, bool heldBack)
    {
        foreach (var index in ready)
        {
            if (facts.Of(index).HeldBack == heldBack)
            {
                plan[planned++] = facts.Targets[index];
            }
        }

        return planned;
    }
}
