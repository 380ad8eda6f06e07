namespace HolySheep.Limits;

/// <summary>A place in the row of all calls that share a quota.</summary>
/// <param name="Requests">Requests up to and with this one.</param>
/// <param name="Tokens">Tokens up to and with this one's estimate.</param>
internal readonly record struct QuotaMark(long Requests, long Tokens);
