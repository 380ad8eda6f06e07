using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>One file of a client's log; later lines are in later parts.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Client">The id of the client.</param>
/// <param name="Process">The row of its process in the ledger.</param>
internal sealed record LogPart(string Path, string Client, long Process)
{
    private const string End = ".log";
    private const int ClientLength = 32;
    private const int LongestProcess = 18;
    private const int NumberLength = 9;

    /// <summary>Its lines, if this process writes it and has kept them.</summary>
    public KeptLines? Kept { get; init; }

    /// <summary>A part of the log next to a ledger.</summary>
    /// <param name="ledger">The ledger's path.</param>
    /// <param name="client">The id of the client: 32 hexadecimal digits.</param>
    /// <param name="process">The row of its process in the ledger.</param>
    /// <param name="number">The 1-based number of the part.</param>
    public static LogPart Of(string ledger, string client, long process, int number) => new(FormattableString.Invariant($"{ledger}-{client}-{process}-{number:D9}.log"), client, process);

    /// <summary>All parts next to a ledger: client by client, the parts of each in order.</summary>
    public static IReadOnlyList<LogPart> Beside(string ledger)
    {
        var paths = Directory.GetFiles(System.IO.Path.GetDirectoryName(ledger)!, System.IO.Path.GetFileName(ledger) + "-*" + End);
        Array.Sort(paths, StringComparer.Ordinal);
        return [.. paths.Select(Find).OfType<LogPart>()];
    }

    // The end of a name is -CLIENT-PROCESS-NUMBER.log.
    private static LogPart? Find(string path)
    {
        var number = path.Length - End.Length - NumberLength;
        var process = number > 0 ? path.LastIndexOf('-', number - 2) + 1 : 0;
        var client = process - 1 - ClientLength;
        return client > 0 && path.EndsWith(End, StringComparison.Ordinal) && path[number - 1] == '-' && path[client - 1] == '-'
            && number - 1 - process is > 0 and <= LongestProcess && HasDigits(path, number, NumberLength, '9') && HasDigits(path, process, number - 1 - process, '9')
            && HasDigits(path, client, ClientLength, 'f')
            ? new LogPart(path, path.Substring(client, ClientLength), long.Parse(path.Substring(process, number - 1 - process), CultureInfo.InvariantCulture))
            : null;
    }

    private static bool HasDigits(string text, int start, int length, char highest)
    {
        for (var at = start; at < start + length; at++)
        {
            if (text[at] is not ((>= '0' and <= '9') or (>= 'a' and <= 'f')) || text[at] > highest)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Its content; empty if the file is gone, null if it cannot be read now.</summary>
    public LogBytes? Read()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            return LogBytes.Of(stream);
        }
        catch (FileNotFoundException)
        {
            // Another process has imported and deleted it.
            return LogBytes.Empty;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Deletes it, unless another process has it open; the next opening of the ledger then deletes it.</summary>
    public void Remove()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
