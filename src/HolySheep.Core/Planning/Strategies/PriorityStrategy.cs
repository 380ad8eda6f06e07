using System;

namespace HolySheep.Planning.Strategies;

/// <summary>The listed order.</summary>
internal sealed class PriorityStrategy : ITargetStrategy
{
    public bool ProbesFirst => false;

    public bool YieldsToPrefix => false;

    public void Order(Span<int> ready, in StrategyFacts facts)
    {
    }
}
