using System;

namespace HolySheep.Planning.Strategies;

/// <summary>
/// Of two targets drawn at random the one that is faster a token; the others after it, the fastest first. One that was not measured counts as the fastest, so
/// that it is tried. Two are drawn, not all compared, so that calls at the same time do not all run to the same target.
/// </summary>
internal sealed class LowestLatencyStrategy : ITargetStrategy
{
    private const int RanksOnStack = 256;

    public bool ProbesFirst => true;

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
