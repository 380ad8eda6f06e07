namespace HolySheep.Spend.Ledger.Log;

/// <summary>What was found in a log.</summary>
/// <param name="End">Where its last whole line ends, in bytes.</param>
/// <param name="Damaged">How many lines are damaged or missing.</param>
internal readonly record struct LogExtent(long End, long Damaged);
