namespace HolySheep.Spend.Ledger.Log;

/// <summary>The result of reading a log.</summary>
/// <param name="End">The end of its last complete line, in bytes.</param>
/// <param name="Damaged">The number of damaged or missing lines.</param>
/// <param name="HasMore">Whether more of them may be missing: the end of the part is, and how many lines it had is unknown.</param>
internal sealed record LogExtent(long End, long Damaged, bool HasMore = false);
