using System;

namespace HolySheep.Planning.Strategies;

/// <summary>The target with the fewest calls in flight; equal targets keep the listed order.</summary>
internal sealed class LeastBusyStrategy : ITargetStrategy
{
    private const int RanksOnStack = 256;

    public bool ProbesFirst => true;

    public bool YieldsToPrefix => true;

    public void Order(Span<int> ready, in StrategyFacts facts)
    {
        var ranks = ready.Length <= RanksOnStack ? stackalloc double[ready.Length] : new double[ready.Length];
        for (var i = 0; i < ready.Length; i++)
        {
            ranks[i] = facts.Of(ready[i]).InFlight;
        }

        Ranking.Sort(ready, ranks);
    }
}
