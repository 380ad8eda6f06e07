namespace HolySheep.Jobs;

/// <summary>How far a job is, over all machines.</summary>
/// <param name="Rows">The rows that were submitted.</param>
/// <param name="Done">The rows of chunks that are done.</param>
/// <param name="Failed">Those of them that failed.</param>
internal sealed record JobStanding(int Rows, int Done, int Failed);
