using System;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>Who holds a lease.</summary>
/// <param name="Process">The row of the process.</param>
/// <param name="Owner">The owner of its logs, from <see cref="ILedgerPlace.LogOwner"/>.</param>
/// <param name="Client">The client whose log says what was spent.</param>
internal sealed record LeaseHolder(long Process, string Owner, string Client)
{
    // What follows the machine's name in an owner: a hash of the folder, between two hyphens.
    private const int HashLength = 14;

    /// <summary>The machine of an owner; this one if the owner names none, because the ledger is on one machine.</summary>
    public static string MachineOf(string owner) => owner.Length > HashLength ? owner.Substring(0, owner.Length - HashLength) : Environment.MachineName;
}
