using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Reading;

/// <summary>What other programs write into CSV files, and how it is read and told.</summary>
public class OddFilesTests
{
    public static TheoryData<string, string> Prefaces => new()
    {
        { "#TYPE System.Management.Automation.PSCustomObject\r\n", "\r\n" },
        { "#TYPE System.Collections.Generic.List`1[[System.Object, mscorlib, Version=4.0.0.0]]\n", "\n" },
        { "#type Selected.System.Data.DataRow\r", "\r" },
        { "sep=;\r\n", "\r\n" },
        { "sep=;\n#TYPE Deserialized.Ticket\n", "\n" },
        { "#TYPE Ticket\r\nsep=;\r\n", "\r\n" },
    };

    [Theory]
    [MemberData(nameof(Prefaces))]
    public void Lines_before_the_header_are_not_data_and_count_as_lines(string preface, string newLine)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(false), new UTF8Encoding(true), new UnicodeEncoding()])
        {
            using var folder = new JobFolder().WithInput(preface + string.Join(newLine, "\"Id\";\"Body\"", "\"1\";\"a, b\"", "\"2\";\"c\"", ""), encoding);
            using var rows = Open(folder);

            Assert.Equal(["Id", "Body"], rows.Header);
            var first = 2 + preface.Split(newLine).Length - 1;
            Assert.Equal([$"{first}:1|a, b", $"{first + 1}:2|c"], All(rows));
        }
    }

    [Fact]
    public void Every_character_splits_fields_or_is_refused_as_a_delimiter()
    {
        using var folder = new JobFolder().WithInput("Id,Body\n1,a\n");
        foreach (var delimiter in Enumerable.Range(0, 256).Select(code => ((char)code).ToString()).Concat(["", "  ", "a\"", "\r\n", "ab", "\t\t"]))
        {
            var fault = Record.Exception(() =>
            {
                using var rows = CsvRows.Open(folder.In, CsvFormatReader.Read(folder.In, null, delimiter));
                All(rows);
            });

            Assert.True(fault is null or HolySheepException, $"{(int)delimiter.FirstOrDefault()}: {fault}");
            Assert.Equal(delimiter.Trim(' ').Length == 0 || delimiter.IndexOfAny(['"', '\r', '\n']) >= 0, fault is HolySheepException { Code: ErrorCode.ArgumentInvalid });
        }
    }

    [Fact]
    public void A_line_that_names_a_blank_as_delimiter_is_refused()
    {
        using var folder = new JobFolder().WithInput("sep= \nId Body\n1 a\n");

        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => Open(folder)).Code);
    }

    [Theory]
    [InlineData("utf-7"), InlineData("65000"), InlineData("klingon"), InlineData(""), InlineData("99999")]
    public void An_encoding_that_cannot_be_used_is_refused(string name) =>
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => TextEncodings.Find(name)).Code);

    [Theory]
    [InlineData("Id,Body\n\n1,a\n\n\n2,b\n3,c\n", "3:1|a 6:2|b 7:3|c")]
    [InlineData("Id,Body\r\n\r\n\r\n1,\"x\r\ny\"\r\n\r\n2,b\r\n", "4:1|x\r\ny 7:2|b")]
    [InlineData("\n\nId,Body\n1,a\n\n\"2\n\",\"\n\n\"\n\n3,c", "4:1|a 6:2\n|\n\n 11:3|c")]
    [InlineData("Id,Body\r\r1,a\r\r\r2,b\r", "3:1|a 6:2|b")]
    [InlineData("Id,Body\n1,a\n\n\n\n", "2:1|a")]
    public void A_row_has_the_line_where_it_begins_whatever_is_empty_before_it(string input, string expected)
    {
        using var folder = new JobFolder().WithInput(input);
        using var rows = Open(folder);

        Assert.Equal(expected, string.Join(' ', All(rows)));
    }

    [Fact]
    public void Lines_are_right_for_a_seeded_thousand_of_files()
    {
        var random = new Random(20_261_129);
        for (var file = 0; file < 1_000; file++)
        {
            var newLine = random.Next(3) switch { 0 => "\n", 1 => "\r\n", _ => "\r" };
            var text = new StringBuilder("A,B" + newLine);
            var expected = new List<string>();
            var line = 2;
            for (var row = 0; row < 20; row++)
            {
                var blank = random.Next(3);
                var inner = random.Next(3);
                text.Append(string.Concat(Enumerable.Repeat(newLine, blank))).Append(row).Append(",\"x").Append(string.Concat(Enumerable.Repeat(newLine, inner))).Append('"').Append(newLine);
                expected.Add($"{line + blank}:{row}");
                line += blank + inner + 1;
            }

            using var folder = new JobFolder().WithInput(text.ToString());
            using var rows = Open(folder);
            Assert.Equal(expected, All(rows).Select(row => row.Split('|')[0]));
        }
    }

    [Theory]
    [InlineData("Id,Body\n1,a\n\n\n2,b,c\n", "in.csv, line 5, column 3: the row has 3 cells")]
    [InlineData("sep=,\nId,Body\n1,\"a\nb\"\n\n2,b,c\n", "in.csv, line 6, column 3: the row has 3 cells")]
    [InlineData("#TYPE X\nId,Body\n\n1,\"a\"b\n", "in.csv, line 4, column 2: the quotes of")]
    [InlineData("Id,Body\n1,a\n\n3,c\0c\n", "in.csv, line 4: there is a null character")]
    [InlineData("Id,Body\n1,\"a\nb\0\"\n", "in.csv, line 3: there is a null character")]
    [InlineData("Id,Bo\0dy\n1,a\n", "in.csv, line 1: there is a null character")]
    public async Task A_fault_is_reported_with_its_line(string input, string message) => await RefusesAsync(Encoding.UTF8.GetBytes(input), message);

    [Theory]
    [InlineData("41,c\0c\n", 42)]
    [InlineData("\n41,\"c\n\n\0\"\n", 45)]
    public async Task A_null_character_is_found_far_into_the_file(string end, int line)
    {
        var rows = string.Concat(Enumerable.Range(1, 40).Select(id => $"{id},{new string('0', 3_000)}\n"));
        await RefusesAsync(Encoding.UTF8.GetBytes("Id,Body\n" + rows + end), $"in.csv, line {line}: there is a null character");
    }

    [Fact]
    public async Task Bytes_that_are_not_text_are_reported_with_their_line_if_lines_end_with_carriage_returns() =>
        await RefusesAsync([.. Encoding.UTF8.GetBytes("Id,Body\r1,x\r2,"), 0xE9, .. Encoding.UTF8.GetBytes("\r")], "in.csv, line 3: there are bytes");

    [Theory]
    [InlineData("Id, Body\n1, \"Hello, world\"\n", ",", "Id| Body 1|Hello, world")]
    [InlineData("Id,Body\n1,\t \"a\"\"b\" \n \"2\" ,c\n", ",", "Id|Body 1|a\"b 2|c")]
    [InlineData("Id; Body\n1;   \"x;y\";\n", ";", "Id| Body 1|x;y")]
    [InlineData("Id\tBody\n1\t \"x\ty\"\n", "tab", "Id|Body 1|x\ty")]
    [InlineData("Id,Body\n 1 , x \n  , \n", ",", "Id|Body  1 | x    | ")]
    [InlineData("Id,Body\n1,5\" pipe\n2,a \"b\" c\n", ",", "Id|Body 1|5\" pipe 2|a \"b\" c")]
    [InlineData("Id, Body\n1, \" x \"\n2, \"\n \"\n", ",", "Id| Body 1| x  2|\n ")]
    [InlineData("Id, Body\n1, \"a\"", ",", "Id| Body 1|a")]
    [InlineData("Id, Body\n1, \"a\"  ", ",", "Id| Body 1|a")]
    [InlineData("Id||Body\n1|| \"a||b\" \n", "||", "Id|Body 1|a||b")]
    public void Blanks_around_the_quotes_of_a_cell_are_not_part_of_it(string input, string delimiter, string expected)
    {
        using var folder = new JobFolder().WithInput(input);
        using var rows = CsvRows.Open(folder.In, CsvFormatReader.Read(folder.In, null, delimiter));

        Assert.Equal(expected, string.Join('|', rows.Header) + " " + string.Join(' ', All(rows).Select(row => row[(row.IndexOf(':', StringComparison.Ordinal) + 1)..])));
    }

    [Fact]
    public async Task A_null_character_in_an_answer_never_reaches_a_file()
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("a\0b"));
        using var folder = new JobFolder().WithRows(1);

        var summary = await folder.RunAsync(stage);

        Assert.Equal(0, summary.ExitCode);
        Assert.Equal(["a\uFFFDb"], folder.Column("Answer"));
        Assert.Equal(0, (await folder.RunAsync(stage, options => options with { Path = folder.Out, OutPath = Path.Combine(folder.Root, "second.csv") })).ExitCode);
    }

    private static CsvRows Open(JobFolder folder) => CsvRows.Open(folder.In, CsvFormatReader.Read(folder.In, null, null));

    private static List<string> All(CsvRows rows)
    {
        var all = new List<string>();
        while (rows.Read())
        {
            all.Add($"{rows.Line}:{string.Join('|', rows.Cells)}");
        }

        return all;
    }

    private static async Task RefusesAsync(byte[] input, string message)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder();
        await File.WriteAllBytesAsync(folder.In, input);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, folder.Options("{Body}") with { OutputColumn = "Reply" }));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, ExitCode.Of(error.Code));
        Assert.Equal(0, stage.One.CallCount);
        Assert.Empty(folder.Made);
    }
}
