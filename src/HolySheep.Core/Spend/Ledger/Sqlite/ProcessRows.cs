using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using HolySheep.Processes;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite;

/// <summary>The processes that book in the ledger. What a process left open when it ended is booked as the estimate, so that no reservation stays.</summary>
internal static class ProcessRows
{
    // Above all ids that earlier versions gave, and with 18 digits, as the names of logs need.
    private const long FirstId = 100_000_000_000_000_000;
    private const long IdMask = (1L << 59) - 1;

    // Includes processes that were considered gone too early, as after a clock was set, and have ended since.
    private const string AbandonOpen = "UPDATE attempts SET state = 2, cost = estimate WHERE state = 0 AND process NOT IN (SELECT id FROM processes)";
    private const string Remove = "DELETE FROM processes WHERE id = $1";

    /// <summary>A new id for a process that no other process has had: logs outlive the rows of their processes, and a reused id would make two processes one.</summary>
    public static long NewId() => FirstId + (BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & IdMask);

    /// <summary>Registers this process.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="id">Its row, from <see cref="NewId"/>.</param>
    /// <param name="now">The time.</param>
    public static void Register(ISqlSession session, long id, DateTimeOffset now)
    {
        using var own = Process.GetCurrentProcess();
        session.Execute("INSERT INTO processes (id, pid, started, host) VALUES ($1, $2, $3, $4)", id, own.Id, now.ToUnixTimeMilliseconds(), ProcessMark.Own);
    }

    /// <summary>Records that a process lives.</summary>
    public static void Sign(ISqlSession session, long process, DateTimeOffset now) => session.Execute("UPDATE processes SET started = $1 WHERE id = $2", now.ToUnixTimeMilliseconds(), process);

    /// <summary>Books what ended processes left open.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="now">The time.</param>
    public static void Recover(ISqlSession session, DateTimeOffset now)
    {
        foreach (var gone in All(session).Where(process => !ProcessMark.IsAlive(process.Mark, process.Number, process.LastSeen, now)))
        {
            session.Execute(Remove, gone.Id);
        }

        Abandon(session);
    }

    /// <summary>The processes in the ledger, also those that have ended: the row, the mark of the machine, the number of the process there, and its last sign.</summary>
    public static IReadOnlyList<(long Id, string Mark, long Number, DateTimeOffset LastSeen)> All(ISqlSession session) => session.Query(
        "SELECT id, pid, started, host FROM processes",
        static row => (row.GetInt64(0), row.GetString(3), row.GetInt64(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))));

    /// <summary>Books what processes that are not registered left open.</summary>
    public static void Abandon(ISqlSession session) => session.Execute(AbandonOpen);

    /// <summary>Removes a process, and books what it left open.</summary>
    public static void Leave(ISqlSession session, long process)
    {
        session.Execute(Remove, process);
        Abandon(session);
    }
}
