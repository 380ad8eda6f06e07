namespace HolySheep.Limits;

/// <summary>A position in the sequence of all calls that share a quota.</summary>
/// <param name="Requests">The number of requests up to and including this one.</param>
/// <param name="Tokens">The number of tokens up to and including this one's estimate.</param>
internal readonly record struct QuotaMark(long Requests, long Tokens);
