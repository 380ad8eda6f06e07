using System;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Commits;

/// <summary>The work of one caller of <see cref="GroupCommit"/>. Not thread-safe.</summary>
internal abstract class GroupWork
{
    /// <summary>Whether a server that is away is waited for.</summary>
    public bool AwaitsServer { get; init; }

    /// <summary>Writes the work in the transaction of its group.</summary>
    public abstract void Run(ISqlSession session);

    /// <summary>Tells the caller that the work is committed.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that the work is not committed.</summary>
    public abstract void Fail(Exception cause);

    /// <summary>Whether the work must still be written; releases the caller if it has waited long enough.</summary>
    public abstract bool IsWanted();
}
