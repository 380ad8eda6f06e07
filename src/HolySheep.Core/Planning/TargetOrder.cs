using System;
using HolySheep.Planning.Strategies;

namespace HolySheep.Planning;

/// <summary>Puts the targets of one model in line: those that may be called in the strategy's order, then the last resort.</summary>
internal static class TargetOrder
{
    private const int TargetsOnStack = 256;

    /// <param name="strategy">The model's strategy.</param>
    /// <param name="eligible">Indices of the targets that nothing left out, in listed order.</param>
    /// <param name="facts">The targets, and what is known of them.</param>
    /// <param name="plan">Where the targets go.</param>
    /// <param name="planned">How many are there already.</param>
    /// <returns>How many are there then.</returns>
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
                // Where calls are spread, the one that finds out is the next: it may be long until this target's own turn.
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
        }

        // A target that has just come back takes a part of its calls: in the others its siblings go before it.
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
