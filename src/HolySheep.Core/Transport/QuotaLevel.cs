using System;

namespace HolySheep.Transport;

/// <summary>How much of a limit a server says is left.</summary>
/// <param name="Remaining">What may still be used before the reset, from 0.</param>
/// <param name="Reset">When the limit is whole again; at most 24 h ahead.</param>
/// <param name="Limit">The whole limit; null where it was not told.</param>
internal readonly record struct QuotaLevel(long Remaining, DateTimeOffset Reset, long? Limit);
