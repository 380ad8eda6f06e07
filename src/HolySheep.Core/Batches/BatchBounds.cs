namespace HolySheep.Batches;

/// <summary>The most that one batch of a provider may hold.</summary>
/// <param name="Requests">The number of requests.</param>
/// <param name="Bytes">The bytes of all requests as they are handed over.</param>
internal sealed record BatchBounds(int Requests, long Bytes);
