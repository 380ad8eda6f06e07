namespace HolySheep.Spend.Ledger.Log;

/// <summary>What stands around the JSON of a line.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="IsChecked">Whether it has a checksum, so that its number can be relied on; lines of version 0.1.0 have none.</param>
internal readonly record struct LogHead(long Number, bool IsChecked);
