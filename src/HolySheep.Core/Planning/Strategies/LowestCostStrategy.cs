using System;

namespace HolySheep.Planning.Strategies;

/// <summary>The cheapest target for the prompt: free targets first, unknown prices last; equal targets keep the listed order.</summary>
internal sealed class LowestCostStrategy : ITargetStrategy
{
    private const int RanksOnStack = 256;

    public bool ProbesFirst => false;

    public bool YieldsToPrefix => false;

    public void Order(Span<int> ready, in StrategyFacts facts)
    {
        var ranks = ready.Length <= RanksOnStack ? stackalloc double[ready.Length] : new double[ready.Length];
        for (var i = 0; i < ready.Length; i++)
        {
            ranks[i] = facts.Of(ready[i]).Cost is { } cost ? (double)cost : double.PositiveInfinity;
        }

        Ranking.Sort(ready, ranks);
    }
}
