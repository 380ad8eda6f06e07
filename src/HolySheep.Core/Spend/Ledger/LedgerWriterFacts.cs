namespace HolySheep.Spend.Ledger;

/// <summary>What every row of one client says alike.</summary>
/// <param name="Caller">Who asks: the command or cmdlet, and the script where one is known.</param>
/// <param name="Version">The module's version.</param>
/// <param name="Revision">Which configuration was in force.</param>
internal sealed record LedgerWriterFacts(string? Caller, string Version, string? Revision);
