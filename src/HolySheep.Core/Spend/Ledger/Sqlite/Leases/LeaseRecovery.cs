using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Import;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Leases;

/// <summary>Resolves the leases that ended processes of this machine left behind: their logs say what was spent, and the rest is free again. A lease of another machine stays until that machine is back, or its period ends.</summary>
internal static class LeaseRecovery
{
    // Other machines may still be in a period that ended here, and processes settle what they began in it.
    private static readonly TimeSpan AfterPeriod = TimeSpan.FromDays(32);

    /// <summary>Enters the logs of ended processes, and removes their leases. The ended processes are already removed, so that no line can follow.</summary>
    /// <param name="session">The ledger, in a transaction.</param>
    /// <param name="place">The ledger.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether there were any.</returns>
    public static bool Resolve(ISqlSession session, ILedgerPlace place, DateTimeOffset now)
    {
        LeaseRows.DropBefore(session, now - AfterPeriod);
        var left = place.IsMemory ? [] : LeaseRows.LeftBehind(session, place.LogOwner);
        if (left.Count == 0)
        {
            return false;
        }

        // Again, although they may have just been entered: a process that has ended since may have added a line.
        var parts = LogPart.Beside(place.Path);
        var entered = LogRows.Enter(session, place.LogOwner, parts);
        ProcessRows.Abandon(session);
        var unread = new HashSet<string>(parts.Where(part => !entered.ContainsKey(part)).Select(part => part.Client), StringComparer.Ordinal);
        foreach (var (id, client) in left.Where(lease => !unread.Contains(lease.Client)))
        {
            LeaseRows.Drop(session, id);
        }

        return true;
    }
}
