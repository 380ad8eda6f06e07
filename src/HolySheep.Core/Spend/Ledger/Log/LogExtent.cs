namespace HolySheep.Spend.Ledger.Log;

/// <summary>What was found in a log.</summary>
/// <param name="End">Where its last whole line ends, in bytes.</param>
/// <param name="Damaged">Whole lines that cannot be read.</param>
internal readonly record struct LogExtent(long End, int Damaged);
