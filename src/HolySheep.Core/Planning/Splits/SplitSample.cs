using System;

namespace HolySheep.Planning.Splits;

/// <summary>One call that a side was given.</summary>
/// <param name="Latency">From the call's start to the whole answer; null where the side gave none.</param>
/// <param name="Cost">What the side's attempts cost in USD; null where a price is unknown.</param>
internal readonly record struct SplitSample(TimeSpan? Latency, decimal? Cost);
