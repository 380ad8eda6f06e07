using System;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>What one caller of <see cref="GroupCommit"/> wants written; used by one thread at a time.</summary>
internal abstract class GroupWork
{
    /// <summary>Writes it, within the transaction of its group.</summary>
    public abstract void Run(DatabaseSession session);

    /// <summary>Tells the caller that it is committed.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that it is not.</summary>
    public abstract void Fail(Exception cause);

    /// <summary>Whether it is still to be written; lets its caller go where that has waited enough.</summary>
    public abstract bool IsWanted();
}
