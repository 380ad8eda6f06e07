using System;

namespace HolySheep.State.Sqlite.Engine;

/// <summary>A database that processes share, of any engine: one thread at a time. Every fault is a <see cref="DatabaseException"/>.</summary>
internal interface ISqlDatabase : IDisposable
{
    /// <summary>Reads, each statement for itself.</summary>
    T Read<T>(Func<ISqlSession, T> work);

    /// <summary>Reads from one moment, without holding up other processes.</summary>
    T ReadSnapshot<T>(Func<ISqlSession, T> work);

    /// <summary>Reads and writes in one step: no other connection writes between its first and last statement, and a fault undoes all of it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="mayWait">Called repeatedly while another connection writes; false gives up before the database's own patience ends.</param>
    T Write<T>(Func<ISqlSession, T> work, Func<bool>? mayWait = null);
}
