using HolySheep.Configuration.Options;

namespace HolySheep.Planning.Strategies;

/// <summary>Creates strategies.</summary>
internal static class TargetStrategies
{
    /// <summary>The strategy for one model.</summary>
    public static ITargetStrategy Make(TargetStrategy strategy) => strategy switch
    {
        TargetStrategy.RoundRobin => new RoundRobinStrategy(),
        TargetStrategy.Weighted => new WeightedStrategy(),
        TargetStrategy.LeastBusy => new LeastBusyStrategy(),
        TargetStrategy.LowestLatency => new LowestLatencyStrategy(),
        TargetStrategy.LowestCost => new LowestCostStrategy(),
        _ => new PriorityStrategy(),
    };
}
