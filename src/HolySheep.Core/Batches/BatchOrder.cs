using HolySheep.Planning;

namespace HolySheep.Batches;

/// <summary>A batch, before or after it is handed over.</summary>
/// <param name="Name">The unique name by which it is found if its id was lost: at most 60 letters, digits, hyphens and underscores.</param>
/// <param name="Target">The target that answers all of it.</param>
/// <param name="Path">The file that holds its requests: one a line, as the batch API writes them.</param>
/// <param name="Requests">The number of requests.</param>
internal sealed record BatchOrder(string Name, RouteCandidate Target, string Path, int Requests)
{
    /// <summary>Tells the key whose account has it from other keys; null if it was not handed over yet, or if its key is not known.</summary>
    public string? KeyMark { get; init; }
}
