using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace HolySheep.Spend.Ledger.Log;

/// <summary>One file of a client's log; later lines are in later parts.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Client">The id of the client.</param>
/// <param name="Process">The row of its process in the ledger.</param>
internal sealed record LogPart(string Path, string Client, long Process)
{
    private static readonly Regex Name = new("-(?<client>[0-9a-f]{32})-(?<process>[0-9]{1,18})-[0-9]{9}\\.log$", RegexOptions.CultureInvariant);

    /// <summary>A part of the log next to a ledger.</summary>
    /// <param name="ledger">The ledger's path.</param>
    /// <param name="client">The id of the client: 32 hexadecimal digits.</param>
    /// <param name="process">The row of its process in the ledger.</param>
    /// <param name="number">The 1-based number of the part.</param>
    public static LogPart Of(string ledger, string client, long process, int number) => new(FormattableString.Invariant($"{ledger}-{client}-{process}-{number:D9}.log"), client, process);

    /// <summary>All parts next to a ledger: client by client, the parts of each in order.</summary>
    public static IReadOnlyList<LogPart> Beside(string ledger) =>
        [.. Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(ledger)!, System.IO.Path.GetFileName(ledger) + "-*.log")
            .Select(path => (Path: path, Name: Name.Match(path))).Where(file => file.Name.Success).OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => new LogPart(file.Path, file.Name.Groups["client"].Value, long.Parse(file.Name.Groups["process"].Value, CultureInfo.InvariantCulture)))];

    /// <summary>Its content; empty if the file is gone, null if it cannot be read now.</summary>
    public byte[]? Read()
    {
        try
        {
            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            var done = 0;
            for (int count; (count = stream.Read(bytes, done, bytes.Length - done)) > 0;)
            {
                done += count;
            }

            Array.Resize(ref bytes, done);
            return bytes;
        }
        catch (FileNotFoundException)
        {
            // Another process has imported and deleted it.
            return [];
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
