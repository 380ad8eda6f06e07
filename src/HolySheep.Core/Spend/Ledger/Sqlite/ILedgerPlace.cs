using System;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>A database in which the ledger is kept. The SQL of the ledger is the same in each.</summary>
internal interface ILedgerPlace
{
    /// <summary>The path that the names of logs on this machine begin with; also the place for people if it is a file.</summary>
    string Path { get; }

    /// <summary>The place for people, following "The ledger".</summary>
    string Name { get; }

    /// <summary>What a person does if the place cannot be used, as the beginning of a sentence.</summary>
    string Remedy { get; }

    /// <summary>Tells this machine's logs from those of others in the ledger; empty if the ledger is on this machine.</summary>
    string LogOwner { get; }

    /// <summary>Whether it exists only as long as it is open, so that it has no logs.</summary>
    bool IsMemory { get; }

    /// <summary>Whether it exists, as far as that is known without opening it.</summary>
    bool Exists { get; }

    /// <summary>Opens it and creates it if necessary.</summary>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="setAside">Where a damaged one is kept, in whose place a new one was created; null if it was good.</param>
    /// <exception cref="DatabaseException">It cannot be used.</exception>
    ISqlDatabase Open(TimeProvider timeProvider, out string? setAside);

    /// <summary>The exception for a fault without a cause.</summary>
    DatabaseException Fault(DatabaseFault fault);
}
