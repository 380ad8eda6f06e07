using System;
using System.Collections.Generic;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Maintenance.Sqlite;

/// <summary>One kind of what machines hold in a database; each kind is listed in <see cref="Holdings"/>.</summary>
internal interface IHoldings
{
    /// <summary>What is held now, one entry for each machine and name.</summary>
    /// <param name="session">The database.</param>
    /// <param name="now">The time.</param>
    IEnumerable<HeldResource> List(ISqlSession session, DateTimeOffset now);

    /// <summary>Releases what a machine holds, in the transaction of the session.</summary>
    /// <param name="session">The database.</param>
    /// <param name="machine">The machine; case is ignored.</param>
    void Release(ISqlSession session, string machine);
}
