using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using HolySheep.State.Sqlite.Engine;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The logs that lie beside a ledger, of every process. Whoever opens the ledger enters what is in them, so that nobody needs to know whose they are,
/// nor whether their process still lives; how far each is entered stands in the ledger itself, so that no line counts twice.
/// </summary>
internal static class LogFiles
{
    /// <summary>Writes to the ledger, with all that the logs hold entered before.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="ledger">Its path.</param>
    /// <param name="warn">Told of logs that are damaged, each once.</param>
    /// <param name="work">What is written.</param>
    /// <param name="mayWait">Asked again and again while somebody else writes; false gives up.</param>
    public static T Write<T>(Database database, string ledger, Action<string> warn, Func<DatabaseSession, T> work, Func<bool>? mayWait = null)
    {
        IReadOnlyDictionary<LogPart, LogExtent> found = new Dictionary<LogPart, LogExtent>();
        HashSet<long> alive = [];
        var result = database.Write(
            session =>
            {
                var parts = LogPart.Beside(ledger);
                found = LogReplay.Enter(session, parts);
                LogReplay.Forget(session, parts);
                var result = work(session);
                alive = [.. session.Query("SELECT id FROM processes", reader => reader.GetInt64(0))];
                return result;
            },
            mayWait);
        foreach (var part in found.Where(part => !alive.Contains(part.Key.Process)))
        {
            RemoveLeft(part.Key, part.Value, warn);
        }

        return result;
    }

    /// <summary>Removes a part whose process is gone and that nobody has open (one without the other is no proof: not every file system keeps locks, and clocks are set), where all of it is entered; a damaged one is kept under another name.</summary>
    private static void RemoveLeft(LogPart part, LogExtent entered, Action<string> warn)
    {
        try
        {
            using (var left = new FileStream(part.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            {
                if (HasLineAfter(left, entered.End))
                {
                    return;
                }

                if (entered.Damaged == 0 && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
                {
                    // While it is held: once it is let go, its client may begin to write into it.
                    part.Remove();
                    return;
                }
            }

            if (entered.Damaged == 0)
            {
                part.Remove();
                return;
            }

            File.Move(part.Path, part.Path + ".damaged");
            warn(FormattableString.Invariant($"{entered.Damaged} lines of a log of the ledger are damaged or missing: what these calls cost is not in the ledger. The log is kept as '{part.Path}.damaged'; it is text, and may be deleted once it was looked at."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its client has it open, or another process was faster; what is in it is entered already.
        }
    }

    /// <summary>Whether more was written since it was read; the rest of a line that was cut short is none.</summary>
    private static bool HasLineAfter(FileStream stream, long end)
    {
        stream.Position = end;
        for (int next; (next = stream.ReadByte()) >= 0;)
        {
            if (next == LogFrame.End)
            {
                return true;
            }
        }

        return false;
    }
}
