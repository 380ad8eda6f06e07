using System;

namespace HolySheep.Planning.Splits;

/// <summary>One call of a side.</summary>
/// <param name="Latency">From the call's start to the whole answer; null if the side gave none.</param>
/// <param name="Cost">The cost of the side's attempts in USD; null if a price is unknown.</param>
internal readonly record struct SplitSample(TimeSpan? Latency, decimal? Cost);
