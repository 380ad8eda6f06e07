using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using HolySheep.Csv.Writing;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Reading;

/// <summary>Generated files, read and written as a job does.</summary>
public class RoundTripTests
{
    private const int Seed = 20_261_122;
    private static readonly int _files = Endurance.Rounds(10_000);
    private static readonly string[] Pieces = ["a", "B", " ", ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "é", "Đẹp", "👍", "0", "-1.5", "=1", "'", "\\", "{x}", "\u200b", "﻿"];
    private static readonly string[] Delimiters = [",", ";", "\t", "|"];
    private static readonly Encoding[] Encodings = [TextEncodings.Utf8(false), TextEncodings.Utf8(true), TextEncodings.Find("unicode"), TextEncodings.Find("bigendianunicode"), TextEncodings.Find("utf32")];

    [Fact]
    public void Untouched_columns_survive_a_seeded_fuzz_of_files()
    {
        var random = new Random(Seed);
        // In memory where the system has such a folder: an output is put on the disk before it appears, and ten thousand times that is minutes.
        using var folder = new TempFolder("fuzz", inMemory: true);
        for (var number = 0; number < _files; number++)
        {
            RoundTrip(random, folder["in.csv"], folder["out.csv"], number);
        }
    }

    private static void RoundTrip(Random random, string input, string output, int number)
    {
        var delimiter = Pick(random, Delimiters);
        var encoding = Pick(random, Encodings);
        var newLine = Pick(random, "\n", "\r\n");
        var columns = random.Next(1, 6);
        var records = Enumerable.Range(0, random.Next(1, 8)).Select(_ => Enumerable.Range(0, columns).Select(_ => Cell(random)).ToArray()).ToList();
        File.WriteAllText(input, string.Concat(records.Select(record => string.Join(delimiter, record.Select(cell => Spell(random, cell, delimiter, columns))) + newLine)), encoding);

        var format = CsvFormatReader.Read(input, null, delimiter);
        using (var rows = CsvRows.Open(input, format))
        using (var writer = new CsvFileWriter(output, format))
        {
            writer.WriteRow([.. rows.Header, "Answer"]);
            while (rows.Read())
            {
                writer.WriteRow([.. rows.Cells, "ok"]);
            }

            writer.Complete();
        }

        using var again = CsvRows.Open(output, CsvFormatReader.Read(output, null, delimiter));
        var read = new List<string[]> { again.Header.ToArray() };
        while (again.Read())
        {
            read.Add([.. again.Cells]);
        }

        Assert.True(
            records.Select(Line).SequenceEqual(read.Select(record => Line(record[..^1]))),
            string.Create(CultureInfo.InvariantCulture, $"File {number} of seed {Seed} came back another: {File.ReadAllText(input)}"));
    }

    private static string Line(string[] cells) => string.Join('\u0001', cells);

    private static string Cell(Random random) => string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => Pick(random, Pieces)));

    // Quoted where it has to be, and now and then where it has not. A record of one empty cell would be an empty line; a mark at the very start would be one.
    private static string Spell(Random random, string cell, string delimiter, int columns)
    {
        var must = cell.Contains(delimiter, StringComparison.Ordinal) || cell.IndexOfAny(['"', '\r', '\n']) >= 0 || (columns == 1 && cell.Length == 0) || cell.StartsWith('\uFEFF');
        return must || random.Next(4) == 0 ? "\"" + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : cell;
    }

    private static T Pick<T>(Random random, params T[] choices) => choices[random.Next(choices.Length)];
}
