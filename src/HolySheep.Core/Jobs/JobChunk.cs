using System.Collections.Generic;

namespace HolySheep.Jobs;

/// <summary>Rows that one machine takes at once.</summary>
/// <param name="Number">Its number in the job.</param>
/// <param name="Round">0 for rows that are asked for the first time, 1 for those that have failed once.</param>
/// <param name="Rows">The rows.</param>
internal sealed record JobChunk(int Number, int Round, IReadOnlyList<JobRow> Rows);
