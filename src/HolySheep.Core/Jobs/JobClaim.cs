using System.Collections.Generic;

namespace HolySheep.Jobs;

/// <summary>A chunk that a worker holds until its lease ends or another worker has taken it.</summary>
/// <param name="Job">The job.</param>
/// <param name="Number">The number of the chunk.</param>
/// <param name="Round">The round of its rows.</param>
/// <param name="Fence">A number that only this claim has: what comes under another is refused.</param>
/// <param name="Rows">The rows that have no result yet.</param>
internal sealed record JobClaim(string Job, int Number, int Round, long Fence, IReadOnlyList<JobRow> Rows);
