using HolySheep.Planning;

namespace HolySheep.Batches;

/// <summary>A batch that is to be handed over, or was.</summary>
/// <param name="Name">What it is found by later, if its id was lost: unique, of letters, digits, hyphens and underscores, at most 60 of them.</param>
/// <param name="Target">The target that answers all of it.</param>
/// <param name="Path">The file that holds its requests: one a line, as the batch API writes them.</param>
/// <param name="Requests">The number of requests.</param>
internal sealed record BatchOrder(string Name, RouteCandidate Target, string Path, int Requests);
