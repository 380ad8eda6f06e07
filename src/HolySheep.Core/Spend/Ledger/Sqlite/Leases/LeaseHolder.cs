using System;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>Who holds a lease.</summary>
/// <param name="Process">The row of the process.</param>
/// <param name="Owner">The owner of its logs, from <see cref="ILedgerPlace.LogOwner"/>.</param>
/// <param name="Client">The client whose log says what was spent.</param>
internal sealed record LeaseHolder(long Process, string Owner, string Client)
{
    /// <summary>The machine of an owner; this one if the owner names none, because the ledger is on one machine.</summary>
    // A hash of the folder follows its name, between two hyphens.
    public static string MachineOf(string owner) => owner.Length == 0 ? Environment.MachineName : owner.Substring(0, owner.LastIndexOf('-', owner.Length - 2));
}
