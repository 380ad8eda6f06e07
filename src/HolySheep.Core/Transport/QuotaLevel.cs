using System;

namespace HolySheep.Transport;

/// <summary>How much of a limit is left, as a server announces it.</summary>
/// <param name="Remaining">What may still be used before the reset, 0 or more.</param>
/// <param name="Reset">When the limit is full again; at most 24 h ahead.</param>
/// <param name="Limit">The whole limit; null if it was not announced.</param>
internal readonly record struct QuotaLevel(long Remaining, DateTimeOffset Reset, long? Limit);
