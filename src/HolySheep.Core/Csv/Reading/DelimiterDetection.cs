using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;

namespace HolySheep.Csv.Reading;

/// <summary>Detects the delimiter of a file.</summary>
internal static class DelimiterDetection
{
    /// <summary>The default delimiter.</summary>
    public const string Default = ",";

    private const int MostRecords = 50;
    private static readonly char[] Structure = ['"', '\r', '\n'];
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>The delimiter with a name: one character, or <c>tab</c>, <c>\t</c>, <c>comma</c>, <c>semicolon</c>, <c>pipe</c>.</summary>
    /// <exception cref="HolySheepException">The name is not a valid delimiter.</exception>
    public static string OfName(string name) => name.ToUpperInvariant() switch
    {
        "TAB" or "\\T" or "`T" => "\t",
        "COMMA" => ",",
        "SEMICOLON" => ";",
        "PIPE" => "|",
        _ when name.Trim(' ').Length == 0 || name.IndexOfAny(Structure) >= 0 => throw new HolySheepException(
            ErrorCode.ArgumentInvalid, $"The delimiter cannot be empty or blanks, and has no quote and no line break; got '{name}'.", "Give the character that separates the fields, for example ';' or 'tab'."),
        _ => name,
    };

    /// <summary>The delimiter that splits the first records most evenly: into as many fields as the header has, and more than one.</summary>
    /// <param name="text">The beginning of the file.</param>
    /// <param name="isWhole">Whether it is the whole file; if not, its last record is ignored.</param>
    public static string Detect(string text, bool isWhole)
    {
        var records = Count(text, isWhole);
        var best = Candidates
            .Select((candidate, index) => (candidate, index, Header: records[0][index], Even: records.Count(record => record[index] == records[0][index])))
            .Where(found => found.Header > 0)
            .OrderByDescending(found => found.Even)
            .ThenByDescending(found => found.Header)
            .ThenBy(found => found.index)
            .ToList();
        return best.Count > 0 ? best[0].candidate.ToString() : Default;
    }

    /// <summary>Counts each candidate outside of quotes, record by record.</summary>
    private static List<int[]> Count(string text, bool isWhole)
    {
        var records = new List<int[]>();
        var record = new int[Candidates.Length];
        var quoted = false;
        var empty = true;
        foreach (var character in text)
        {
            if (character == '"')
            {
                quoted = !quoted;
                empty = false;
            }
            else if (!quoted && character is '\r' or '\n')
            {
                if (!empty)
                {
                    records.Add(record);
                    record = new int[Candidates.Length];
                    empty = true;
                }

                if (records.Count == MostRecords)
                {
                    return records;
                }
            }
            else
            {
                empty = false;
                var index = quoted ? -1 : System.Array.IndexOf(Candidates, character);
                if (index >= 0)
                {
                    record[index]++;
                }
            }
        }

        if (records.Count == 0 || (isWhole && !empty))
        {
            records.Add(record);
        }

        return records;
    }
}
