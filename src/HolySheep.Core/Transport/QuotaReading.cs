using System;

namespace HolySheep.Transport;

/// <summary>The limits in a response's headers.</summary>
/// <param name="At">When they arrived.</param>
/// <param name="Requests">The request limit; null if none was announced.</param>
/// <param name="Tokens">The token limit, of several the one with the least left; null if none was announced.</param>
internal sealed record QuotaReading(DateTimeOffset At, QuotaLevel? Requests, QuotaLevel? Tokens);
