using System;

namespace HolySheep.Planning.Strategies;

/// <summary>
/// Of two random targets the one that is faster per token, then the others, the fastest first. A target without a measurement counts as the fastest, so
/// that it is tried. Two are drawn, instead of comparing all, so that simultaneous calls do not all choose the same target.
/// </summary>
internal sealed class LowestLatencyStrategy : ITargetStrategy
{
    private const int RanksOnStack = 256;

    public bool ProbesFirst => true;

    public bool YieldsToPrefix => true;

    public void Order(Span<int> ready, in StrategyFacts facts)
    {
        var first = (int)(facts.FirstDraw * ready.Length);
        var second = (int)(facts.SecondDraw * (ready.Length - 1));
        second += second >= first ? 1 : 0;
        var winner = ready[Seconds(ready[second], facts) < Seconds(ready[first], facts) ? second : first];

        var ranks = ready.Length <= RanksOnStack ? stackalloc double[ready.Length] : new double[ready.Length];
        for (var i = 0; i < ready.Length; i++)
        {
            ranks[i] = Seconds(ready[i], facts);
        }

        Ranking.Sort(ready, ranks);
        Rotation.ToFront(ready, ready.IndexOf(winner));
    }

    private static double Seconds(int index, in StrategyFacts facts) => facts.Of(index).SecondsPerToken ?? 0;
}
