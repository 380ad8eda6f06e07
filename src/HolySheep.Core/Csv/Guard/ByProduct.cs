using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using HolySheep.Csv.Journal;
using HolySheep.Csv.Reading;
using HolySheep.Csv.Reporting;
using HolySheep.Csv.Writing;
using HolySheep.Files;
using HolySheep.Schema;

namespace HolySheep.Csv.Guard;

/// <summary>Recognizes the files that jobs write next to their outputs by content, because a name alone proves nothing.</summary>
internal static class ByProduct
{
    private const int MostRead = 64 * 1024;
    private const int MostOfReport = 1024 * 1024;

    private static readonly Regex LastColumns = new($"[^\r\n]?{string.Join("(.{1,8}?)", FailedRowsLayout.Added.Take(2))}\\1{FailedRowsLayout.Added[2]}(\r|\n|$)", RegexOptions.CultureInvariant | RegexOptions.Singleline);

    /// <summary>Whether a file is a journal, of this version or another version.</summary>
    public static bool IsJournal(string path) => Read(OwnerFile.FinalTarget(path), JournalHead.Mark.Length).SequenceEqual(JournalHead.Mark);

    /// <summary>Whether a link that has the name of a journal leads to the journal of another output.</summary>
    public static bool LeadsToAnotherJournal(string path)
    {
        var target = Path.GetFileName(OwnerFile.FinalTarget(path));
        return target.EndsWith(JobPaths.JournalEnding, StringComparison.OrdinalIgnoreCase) && !string.Equals(target, Path.GetFileName(path), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file is the lock of a run.</summary>
    public static bool IsLock(string path) => JobLock.TokenIn(Encoding.UTF8.GetString(Read(path, MostRead))) is not null;

    /// <summary>Whether a file holds the failed rows of a run.</summary>
    public static bool IsFailedRows(string path)
    {
        using var start = new MemoryStream(Read(path, MostRead));
        var encoding = TextEncodings.OfMark(start) is { } marked ? Encoding.GetEncoding(marked.CodePage) : Encoding.GetEncoding(28591);
        return LastColumns.IsMatch(encoding.GetString(start.ToArray()));
    }

    /// <summary>Whether a file is the report of a run that wrote an output.</summary>
    public static bool IsReport(string path, string output)
    {
        using var report = JsonDocuments.TryParse(Encoding.UTF8.GetString(Read(path, MostOfReport)));
        return report?.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("exit_code", out _)
            && root.TryGetProperty("out_path", out var found) && found.ValueKind == JsonValueKind.String
            && string.Equals(Path.GetFileName(found.GetString()!.Replace('\\', '/')), Path.GetFileName(output), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file is the report of a run as a page. The page of any job may be replaced: what it says is in the report of its output too.</summary>
    public static bool IsPage(string path) => Encoding.UTF8.GetString(Read(path, MostRead)).Contains($"content=\"{RunPage.Generator}\"");

    /// <summary>Whether a run is working on an output, or stopped early and can continue.</summary>
    public static bool HasJob(string output)
    {
        var paths = new JobPaths(output);
        return IsJournal(paths.Journal) || IsLock(paths.Lock);
    }

    /// <summary>The first bytes of a file; empty if it is not a readable file, or if it is a link, which jobs never create.</summary>
    private static byte[] Read(string path, int most)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists || (file.Attributes & FileAttributes.ReparsePoint) != 0 || Files.FileIdentity.IsSpecial(path))
            {
                return [];
            }

            using var stream = CsvFormatReader.Open(path);
            var bytes = new byte[Math.Min(most, stream.Length)];
            var length = 0;
            int read;
            while (length < bytes.Length && (read = stream.Read(bytes, length, bytes.Length - length)) > 0)
            {
                length += read;
            }

            Array.Resize(ref bytes, length);
            return bytes;
        }
        catch (Exception exception) when (CsvFault.IsOfFile(exception))
        {
            return [];
        }
    }
}
