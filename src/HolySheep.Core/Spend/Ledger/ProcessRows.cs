using System;
using System.Diagnostics;
using System.Linq;
using HolySheep.Processes;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>Which processes book in the ledger. What one left open when it went is booked as the estimate, so that no reservation stays behind.</summary>
internal static class ProcessRows
{
    // Above all that earlier versions counted out, and of 18 digits, as the names of logs take.
    private const long FirstId = 100_000_000_000_000_000;
    private const long IdMask = (1L << 59) - 1;

    private static readonly TimeSpan Stranger = TimeSpan.FromDays(1);

    // Also what is left of one that was taken for gone too early, as after a clock was set, and has gone since.
    private const string Abandon = "UPDATE attempts SET state = 2, cost = estimate WHERE state = 0 AND process NOT IN (SELECT id FROM processes)";
    private const string Remove = "DELETE FROM processes WHERE id = $1";

    /// <summary>A row for a process that no other has had: logs outlive the rows of their processes, and a number given out again would make one process of two.</summary>
    public static long NewId() => FirstId + (BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & IdMask);

    /// <summary>Enters this process.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="id">Its row, from <see cref="NewId"/>.</param>
    /// <param name="now">The time.</param>
    public static void Register(DatabaseSession session, long id, DateTimeOffset now)
    {
        using var own = Process.GetCurrentProcess();
        session.Execute("INSERT INTO processes (id, pid, started, host) VALUES ($1, $2, $3, $4)", id, own.Id, now.ToUnixTimeMilliseconds(), ProcessMark.Own);
    }

    /// <summary>Books what processes left open that are gone.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="now">The time.</param>
    /// <returns>How many attempts they left open.</returns>
    public static int Recover(DatabaseSession session, DateTimeOffset now)
    {
        var gone = session
            .Query("SELECT id, pid, started, host FROM processes", row => new Entered(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetString(3)))
            .Where(process => !IsAlive(process, now)).ToList();
        foreach (var process in gone)
        {
            session.Execute(Remove, process.Id);
        }

        return session.Execute(Abandon);
    }

    /// <summary>Takes a process out, and books what it left open.</summary>
    /// <returns>How many attempts it left open.</returns>
    public static int Leave(DatabaseSession session, long process)
    {
        session.Execute(Remove, process);
        return session.Execute(Abandon);
    }

    private static bool IsAlive(Entered process, DateTimeOffset now)
    {
        // Another machine's processes cannot be seen from here: a day after, none is waiting for an answer, nor has one begun that lies a day ahead.
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(process.Started);
        var gone = ProcessMark.IsGone(process.Mark) ?? ProcessMark.IsGone(process.Pid, startedAt, process.Mark);
        return gone is { } known ? !known : (now - startedAt).Duration() < Stranger;
    }

    /// <param name="Id">The row.</param>
    /// <param name="Pid">The process's id.</param>
    /// <param name="Started">When it was entered, in milliseconds since 1970; earlier versions wrote when it started.</param>
    /// <param name="Mark">Its mark; earlier versions wrote the name of the machine.</param>
    private readonly record struct Entered(long Id, long Pid, long Started, string Mark);
}
