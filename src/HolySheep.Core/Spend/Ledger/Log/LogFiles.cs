using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>
/// The logs of all processes next to a ledger. Every opening of the ledger imports them, so that no process needs to know whose they are
/// or whether their process is alive. The ledger records how far each log is imported, so that no line counts twice.
/// </summary>
internal static class LogFiles
{
    /// <summary>Deletes imported parts that clients left behind, and keeps damaged parts under another name.</summary>
    /// <param name="imported">The imported parts of ended processes.</param>
    /// <param name="warn">Receives a message about each damaged part, once.</param>
    public static void Remove(IEnumerable<KeyValuePair<LogPart, LogExtent>> imported, Action<string> warn)
    {
        foreach (var part in imported)
        {
            RemoveLeft(part.Key, part.Value, warn);
        }
    }

    /// <summary>Deletes a part that is completely imported, if its process is gone and no process has it open. Both conditions are needed: some file systems have no locks, and clocks are set. A damaged part is kept under another name.</summary>
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
                    // While it is held: once it is released, its client may start to write to it.
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
            warn(FormattableString.Invariant($"{entered.Damaged} lines{(entered.HasMore ? " or more" : "")} of a log of the ledger are damaged or missing: the cost of these calls is not in the ledger. The log is kept as '{part.Path}.damaged'. It is a text file that you can delete after you have looked at it."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Its client has it open, or another process was faster; its content is imported already.
        }
    }

    /// <summary>Whether lines were added since it was read; the rest of a line that was cut short does not count.</summary>
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
