namespace HolySheep.Spend.Ledger.Log;

/// <summary>The parts of a line around its JSON.</summary>
/// <param name="Number">Its 1-based number.</param>
/// <param name="IsChecked">Whether it has a checksum, so that its number is reliable; lines of version 0.1.0 have none.</param>
internal readonly record struct LogHead(long Number, bool IsChecked);
