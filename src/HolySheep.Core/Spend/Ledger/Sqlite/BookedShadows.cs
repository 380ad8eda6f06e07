using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>The shadows of one client that have reserved money: ends those from which a caller's call has taken it, in whichever process. Used within transactions alone.</summary>
internal sealed class BookedShadows
{
    private readonly Dictionary<long, Action> _rows = [];

    /// <summary>Whether there are any; may be asked at any time.</summary>
    public bool IsAny => _rows.Count > 0;

    /// <summary>Adds an attempt that is booked; nothing if it is not a shadow.</summary>
    public void Add(long row, LedgerEntry entry)
    {
        if (entry.GiveWay is { } giveWay)
        {
            _rows[row] = giveWay;
        }
    }

    /// <summary>Removes an attempt that is about to be settled.</summary>
    /// <returns>What budgets still count for it, in units; null if that is what it reserved.</returns>
    public long? Remove(ISqlSession session, long row) =>
        _rows.Remove(row) ? (long?)session.Scalar("SELECT amount FROM attempts WHERE id = $1 AND state = 0", row) : null;

    /// <summary>Ends the shadows that have to give way.</summary>
    public void EndThoseWithoutMoney(ISqlSession session)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        foreach (var (row, giveWay) in _rows.Where(booked => ShadowRows.IsTakenFrom(session, booked.Key)).Select(booked => (booked.Key, booked.Value)).ToList())
        {
            // It stays until it is settled. On another thread: what ends with it may want to write to the ledger.
            _rows[row] = static () => { };
            _ = Task.Run(giveWay);
        }
    }
}
