using System;

namespace HolySheep.Routing.Strategies;

/// <summary>The target that answers this prompt for the least; free ones first, those of unknown price last, ties by listed order.</summary>
internal sealed class LowestCostStrategy : ITargetStrategy
{
    private const int RanksOnStack = 256;

    public bool ProbesFirst => false;

    public void Order(Span<int> ready, in StrategyFacts facts)
    {
        var ranks = ready.Length <= RanksOnStack ? stackalloc double[ready.Length] : new double[ready.Length];
        for (var i = 0; i < ready.Length; i++)
        {
            ranks[i] = Cost(facts.Targets[ready[i]], facts.PromptTokens, facts.AnswerTokens);
        }

        Ranking.Sort(ready, ranks);
    }

    // An order, not an account: money itself is counted in decimals elsewhere.
    private static double Cost(RouteCandidate target, long promptTokens, long answerTokens) => target switch
    {
        { IsFree: true } => 0,
        { Price: { } price } => (promptTokens * (double)price.Input) + (answerTokens * (double)price.Output),
        _ => double.PositiveInfinity,
    };
}
