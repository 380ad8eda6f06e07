using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Spend.Ledger.Log;
using HolySheep.Spend.Ledger.Sqlite.Leases;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Sqlite.Import;

/// <summary>Imports the lines of logs into the ledger, each once, whichever process does it and however often.</summary>
internal static class LogRows
{
    // Whatever its machine was called: a container that starts again on its volume has another name, and its logs are the same.
    private const string Entered = "SELECT max(entered) FROM logs WHERE client LIKE $1";
    private const string Enters = "INSERT INTO logs VALUES ($1, $2) ON CONFLICT (client) DO UPDATE SET entered = excluded.entered";

    private const int MostReadings = 10;

    // Preparing the statements again, without triggers, takes as long as the triggers of some ten rows.
    private const int FewestInBulk = 64;

    /// <summary>Imports what is not in the ledger yet.</summary>
    /// <param name="session">The ledger, in a transaction.</param>
    /// <param name="owner">The owner of the logs, from <see cref="ILedgerPlace.LogOwner"/>.</param>
    /// <param name="parts">The parts of each client in order.</param>
    /// <returns>The result for each part; parts that cannot be read now, and later parts of the same client, are missing.</returns>
    public static IReadOnlyDictionary<LogPart, LogExtent> Enter(ISqlSession session, string owner, IEnumerable<LogPart> parts)
    {
        var found = new Dictionary<LogPart, LogExtent>();
        var earlier = new EarlierCallIds();
        string? unread = null;
        foreach (var part in parts.Where(part => part.Client != unread))
        {
            if (Enter(session, owner, part, earlier) is { } extent)
            {
                found[part] = extent;
            }
            else
            {
                unread = part.Client;
            }
        }

        return found;
    }

    /// <summary>Imports the logs of all clients, then writes to the ledger, and deletes the logs that clients left behind.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="file">Its file.</param>
    /// <param name="warn">Receives a message about each damaged log, once.</param>
    /// <param name="work">What is written.</param>
    /// <param name="mayWait">Called repeatedly while another process writes; false gives up.</param>
    public static T WriteAfterImport<T>(ISqlDatabase database, ILedgerPlace file, Action<string> warn, Func<ISqlSession, T> work, Func<bool>? mayWait = null)
    {
        IReadOnlyDictionary<LogPart, LogExtent> found = new Dictionary<LogPart, LogExtent>();
        HashSet<long> alive = [];
        var result = database.Write(
            session =>
            {
                IReadOnlyList<LogPart> parts = file.IsMemory ? [] : LogPart.Beside(file.Path);
                found = Enter(session, file.LogOwner, parts);
                Forget(session, file.LogOwner, parts);
                var result = work(session);
                alive = [.. session.Query("SELECT id FROM processes", reader => reader.GetInt64(0))];
                return result;
            },
            mayWait);
        if (found.Count > 0)
        {
            LogFiles.Remove(found.Where(part => !alive.Contains(part.Key.Process)), warn);
        }

        return result;
    }

    /// <summary>Deletes the records of clients whose logs are gone.</summary>
    private static void Forget(ISqlSession session, string owner, IEnumerable<LogPart> parts)
    {
        var clients = new HashSet<string>(parts.Select(part => owner + part.Client), StringComparer.Ordinal);
        foreach (var gone in session.Query("SELECT client FROM logs WHERE client >= $1 AND client < $2", reader => reader.GetString(0), owner, owner + LedgerCallId.AfterAll).Where(client => !clients.Contains(client)))
        {
            session.Execute("DELETE FROM logs WHERE client = $1", gone);
        }
    }

    /// <summary>An attempt that is already finished becomes its row in one step.</summary>
    private static LogExtent? Enter(ISqlSession session, string owner, LogPart part, EarlierCallIds earlier)
    {
        var done = session.Scalar(Entered, "%" + part.Client) as long? ?? 0;
        if (Read(part, done, earlier) is not { } content)
        {
            return null;
        }

        var spent = new Dictionary<long, long>();
        foreach (var (process, entry, settlement) in content.Ended)
        {
            if (AttemptRows.End(session, process, entry, settlement))
            {
                Add(spent, settlement.Leases, settlement.Freed);
            }
        }

        Begin(session, content, spent);
        LeaseRows.Spend(session, spent);
        foreach (var (number, start, settlement) in content.SettledByCall)
        {
            AttemptRows.End(session, start, number, settlement);
        }

        if (content.Last > done)
        {
            session.Execute(Enters, owner + part.Client, content.Last);
        }

        return content.Extent;
    }

    /// <summary>Writes the attempts that began, and adds to what leases have spent.</summary>
    private static void Begin(ISqlSession session, LogContent content, Dictionary<long, long> spent)
    {
        var sums = content.Count >= FewestInBulk ? new ImportSums() : null;
        if (sums is null || !session.WithoutTriggers(Write))
        {
            sums = null;
            Write();
        }

        sums?.Write(session);

        void Write()
        {
            foreach (var (number, start, settlement) in content.Begun)
            {
                AttemptRows.Begin(session, start, number, settlement, sums);
                Add(spent, start.Leases, -(start.Estimate ?? 0));
                Add(spent, settlement?.Leases, settlement?.Freed ?? 0);
            }
        }
    }

    /// <summary>Reads a part; null if it cannot be read now. What its client is writing at this moment can look damaged, and does not the next time.</summary>
    private static LogContent? Read(LogPart part, long done, EarlierCallIds earlier)
    {
        if (part.Kept is { } kept)
        {
            // Another process that thought this one gone may have imported and deleted it.
            return LogContent.Of(File.Exists(part.Path) ? kept.SoFar() : [], done, earlier);
        }

        for (var reading = 1; ; reading++)
        {
            using var bytes = part.Read();
            if (bytes is null)
            {
                return null;
            }

            var content = LogContent.Of(bytes.Span, done, earlier);
            if (content.Extent.Damaged == 0 || reading == MostReadings)
            {
                return content;
            }
        }
    }

    private static void Add(Dictionary<long, long> spent, IReadOnlyList<long>? leases, long amount)
    {
        foreach (var lease in leases ?? [])
        {
            ImportSums.Add(spent, lease, amount);
        }
    }
}
