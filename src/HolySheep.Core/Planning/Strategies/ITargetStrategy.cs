using System;

namespace HolySheep.Planning.Strategies;

/// <summary>Orders the targets of one model that may be called now. Pure; the turn comes from outside, so that processes that share it share the balance.</summary>
internal interface ITargetStrategy
{
    /// <summary>True if calls are spread, so that a target whose probe is due goes first instead of waiting for its share; false if the order is a preference.</summary>
    bool ProbesFirst { get; }

    /// <summary>True if calls with the same prompt prefix stay on one target instead of being spread; false if the order or the shares are what the user asked for.</summary>
    bool YieldsToPrefix { get; }

    /// <summary>Orders the indices of at least two targets, which come in listed order; the first is asked first.</summary>
    void Order(Span<int> ready, in StrategyFacts facts);
}
