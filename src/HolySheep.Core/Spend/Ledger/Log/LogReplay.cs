using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>Imports the lines of logs into the ledger, each once, whichever process does it and however often.</summary>
internal static class LogReplay
{
    private const string Entered = "SELECT entered FROM logs WHERE client = $1";
    private const string Enters = "INSERT INTO logs VALUES ($1, $2) ON CONFLICT DO UPDATE SET entered = excluded.entered";

    /// <summary>Imports what is not in the ledger yet.</summary>
    /// <param name="session">The ledger, in a transaction.</param>
    /// <param name="parts">The parts of each client in order.</param>
    /// <returns>The result for each part; parts that cannot be read now, and later parts of the same client, are missing.</returns>
    public static IReadOnlyDictionary<LogPart, LogExtent> Enter(DatabaseSession session, IEnumerable<LogPart> parts)
    {
        var found = new Dictionary<LogPart, LogExtent>();
        string? unread = null;
        foreach (var part in parts.Where(part => part.Client != unread))
        {
            if (part.Read() is { } bytes)
            {
                found[part] = Enter(session, part.Client, bytes);
            }
            else
            {
                unread = part.Client;
            }
        }

        return found;
    }

    /// <summary>Deletes the records of clients whose logs are gone.</summary>
    public static void Forget(DatabaseSession session, IEnumerable<LogPart> parts)
    {
        var clients = new HashSet<string>(parts.Select(part => part.Client), StringComparer.Ordinal);
        foreach (var gone in session.Query("SELECT client FROM logs", reader => reader.GetString(0)).Where(client => !clients.Contains(client)))
        {
            session.Execute("DELETE FROM logs WHERE client = $1", gone);
        }
    }

    /// <summary>An attempt that is already finished becomes its row in one step.</summary>
    private static LogExtent Enter(DatabaseSession session, string client, byte[] bytes)
    {
        var done = (long?)session.Scalar(Entered, client) ?? 0;
        var (last, at) = (done, 0);
        var loss = new LogLoss();
        var begun = new List<(long Number, AttemptStart Start)>();
        var settled = new Dictionary<long, LedgerSettlement>();
        for (int length; (length = Array.IndexOf(bytes, LogFrame.End, at) - at) >= 0; at += length + 1)
        {
            if (LogFrame.Read(bytes.AsSpan(at, length), out var json) is not { } head)
            {
                loss.AddUnread();
                continue;
            }

            if (at == 0 && LogLine.Read(json) is { Last: > 0 } first)
            {
                loss.Expect(head, first.Last);
                continue;
            }

            if (head.Number <= done)
            {
                loss.AddRead(head);
                continue;
            }

            if (LogLine.Read(json) is not { Last: 0 } read)
            {
                loss.AddUnread();
                continue;
            }

            loss.AddRead(head);
            var number = head.Number;
            last = number;
            if (read.Start is not null)
            {
                begun.Add((number, read.Start));
            }
            else if (begun.Count > 0 && read.Entry >= begun[0].Number)
            {
                settled[read.Entry] = read.Settlement!;
            }
            else
            {
                AttemptRows.End(session, read.Process, read.Entry, read.Settlement!);
            }
        }

        foreach (var (number, start) in begun)
        {
            AttemptRows.Begin(session, start, number, settled.TryGetValue(number, out var settlement) ? settlement : null);
        }

        if (last > done)
        {
            session.Execute(Enters, client, last);
        }

        return new LogExtent(at, loss.Count(at > 0 && LogFrame.IsCutShort(bytes.AsSpan(at))));
    }
}
