using System;

namespace HolySheep.Planning.Strategies;

/// <summary>Shares by weight, smoothly: in one round each target gets exactly its weight in turns, spread over the round. The other targets follow by weight.</summary>
internal sealed class WeightedStrategy : ITargetStrategy
{
    private const int RanksOnStack = 256;

    // The round of the targets that may be called; another set of targets needs another round. A reference, so that it changes in one step.
    private volatile SmoothRound? _round;

    public bool ProbesFirst => true;

    public bool YieldsToPrefix => false;

    public void Order(Span<int> ready, in StrategyFacts facts)
    {
        var round = _round;
        if (round is null || !round.IsOf(ready))
        {
            _round = round = SmoothRound.Of(ready, facts.Targets);
        }

        var chosen = round.At(facts.Turn);
        var ranks = ready.Length <= RanksOnStack ? stackalloc double[ready.Length] : new double[ready.Length];
        for (var i = 0; i < ready.Length; i++)
        {
            ranks[i] = -facts.Targets[ready[i]].Weight;
        }

        Ranking.Sort(ready, ranks);
        Rotation.ToFront(ready, ready.IndexOf(chosen));
    }
}
