using System;

namespace HolySheep.Spend.Ledger;

/// <summary>The values that all rows of one client share.</summary>
/// <param name="Caller">The command or cmdlet, and the script if it is known.</param>
/// <param name="Version">The module's version.</param>
/// <param name="Revision">The revision of the configuration.</param>
internal sealed record LedgerWriterFacts(string? Caller, string Version, string? Revision)
{
    /// <summary>The name of the machine.</summary>
    public string Machine { get; init; } = Environment.MachineName;
}
