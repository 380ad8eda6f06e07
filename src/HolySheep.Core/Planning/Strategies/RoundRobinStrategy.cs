using System;

namespace HolySheep.Planning.Strategies;

/// <summary>Each call begins at the next target that may be called.</summary>
internal sealed class RoundRobinStrategy : ITargetStrategy
{
    public bool ProbesFirst => true;

    public bool YieldsToPrefix => true;

    public void Order(Span<int> ready, in StrategyFacts facts) => Rotation.Left(ready, (int)(facts.Turn % ready.Length));
}
