using System;
using System.Diagnostics;
using System.Linq;
using HolySheep.Processes;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger;

/// <summary>The processes that book in the ledger. What a process left open when it ended is booked as the estimate, so that no reservation stays.</summary>
internal static class ProcessRows
{
    // Above all ids that earlier versions gave, and with 18 digits, as the names of logs need.
    private const long FirstId = 100_000_000_000_000_000;
    private const long IdMask = (1L << 59) - 1;

    private static readonly TimeSpan Stranger = TimeSpan.FromDays(1);

    // Includes processes that were considered gone too early, as after a clock was set, and have ended since.
    private const string Abandon = "UPDATE attempts SET state = 2, cost = estimate WHERE state = 0 AND process NOT IN (SELECT id FROM processes)";
    private const string Remove = "DELETE FROM processes WHERE id = $1";

    /// <summary>A new id for a process that no other process has had: logs outlive the rows of their processes, and a reused id would make two processes one.</summary>
    public static long NewId() => FirstId + (BitConverter.ToInt64(Guid.NewGuid().ToByteArray(), 0) & IdMask);

    /// <summary>Registers this process.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="id">Its row, from <see cref="NewId"/>.</param>
    /// <param name="now">The time.</param>
    public static void Register(DatabaseSession session, long id, DateTimeOffset now)
    {
        using var own = Process.GetCurrentProcess();
        session.Execute("INSERT INTO processes (id, pid, started, host) VALUES ($1, $2, $3, $4)", id, own.Id, now.ToUnixTimeMilliseconds(), ProcessMark.Own);
    }

    /// <summary>Books what ended processes left open.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="now">The time.</param>
    /// <returns>The number of attempts that they left open.</returns>
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

    /// <summary>Removes a process, and books what it left open.</summary>
    /// <returns>The number of attempts that it left open.</returns>
    public static int Leave(DatabaseSession session, long process)
    {
        session.Execute(Remove, process);
        return session.Execute(Abandon);
    }

    private static bool IsAlive(Entered process, DateTimeOffset now)
    {
        // Processes on another machine cannot be checked from here: after a day, none is waiting for an answer. A start time more than a day in the future is not valid.
        var startedAt = DateTimeOffset.FromUnixTimeMilliseconds(process.Started);
        var gone = ProcessMark.IsGone(process.Mark) ?? ProcessMark.IsGone(process.Pid, startedAt, process.Mark);
        return gone is { } known ? !known : (now - startedAt).Duration() < Stranger;
    }

    /// <param name="Id">The row.</param>
    /// <param name="Pid">The process's id.</param>
    /// <param name="Started">When it was registered, in milliseconds since 1970; earlier versions wrote when it started.</param>
    /// <param name="Mark">Its mark; earlier versions wrote the machine name.</param>
    private readonly record struct Entered(long Id, long Pid, long Started, string Mark);
}
