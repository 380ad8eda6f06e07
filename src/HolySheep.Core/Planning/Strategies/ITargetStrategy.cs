using System;

namespace HolySheep.Planning.Strategies;

/// <summary>How the targets of one model that may be called now are ordered. Pure, and stateless in the turn: processes that share the turn share the balance.</summary>
internal interface ITargetStrategy
{
    /// <summary>True where calls are spread, so that a target whose probe is due goes first instead of waiting for its share; false where the order is a preference.</summary>
    bool ProbesFirst { get; }

    /// <summary>Orders indices of targets, which come in listed order and are two at least; the first is asked first.</summary>
    void Order(Span<int> ready, in StrategyFacts facts);
}
