using System;

namespace HolySheep.Transport;

/// <summary>What a response's headers say of the server's limits.</summary>
/// <param name="At">When they came.</param>
/// <param name="Requests">The limit of requests; null where nothing was said of one.</param>
/// <param name="Tokens">The limit of tokens, of several the one with the least left; null where nothing was said of one.</param>
internal sealed record QuotaReading(DateTimeOffset At, QuotaLevel? Requests, QuotaLevel? Tokens);
