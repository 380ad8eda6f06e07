using System;
using System.ComponentModel;
using System.Diagnostics;
using System.Linq;
using HolySheep.State.Sqlite;

namespace HolySheep.Spend.Ledger;

/// <summary>Which processes book in the ledger. What one left open when it went is booked as the estimate, so that no reservation stays behind.</summary>
internal static class ProcessRows
{
    // How exactly systems tell when a process began.
    private const long ToleranceMs = 5_000;
    private const long StrangerMs = 24 * 3_600_000;

    // Also what is left of one that was taken for gone too early, as after a clock was set, and has gone since.
    private const string Abandon = "UPDATE attempts SET state = 2, cost = estimate WHERE state = 0 AND process NOT IN (SELECT id FROM processes)";
    private const string Remove = "DELETE FROM processes WHERE id = $1";

    /// <summary>Enters this process.</summary>
    /// <returns>Its row.</returns>
    public static long Register(DatabaseSession session)
    {
        using var own = Process.GetCurrentProcess();
        return (long)session.Scalar(
            "INSERT INTO processes (pid, started, host) VALUES ($1, $2, $3) RETURNING id",
            own.Id, StartOf(own), Environment.MachineName)!;
    }

    /// <summary>Books what processes left open that are gone.</summary>
    /// <param name="session">The ledger.</param>
    /// <param name="now">The time.</param>
    /// <returns>How many attempts they left open.</returns>
    public static int Recover(DatabaseSession session, DateTimeOffset now)
    {
        var gone = session
            .Query("SELECT id, pid, started, host FROM processes", reader => (Id: reader.GetInt64(0), Pid: reader.GetInt64(1), Started: reader.GetInt64(2), Host: reader.GetString(3)))
            .Where(process => !IsAlive(process.Pid, process.Started, process.Host, now)).ToList();
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

    private static bool IsAlive(long pid, long started, string host, DateTimeOffset now)
    {
        if (host != Environment.MachineName)
        {
            // Another machine's processes cannot be seen from here: after a day none is waiting for an answer.
            return now.ToUnixTimeMilliseconds() - started < StrangerMs;
        }

        try
        {
            using var process = Process.GetProcessById((int)pid);
            return Math.Abs(StartOf(process) - started) < ToleranceMs;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            // It is there, and belongs to somebody else.
            return true;
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeMilliseconds();
}
