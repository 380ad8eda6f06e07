using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Csv.Reading;

/// <summary>Whole files in, whole files out, byte by byte.</summary>
public class GoldenFileTests
{
    private static readonly Encoding Vietnamese = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;
    private static readonly UTF8Encoding Marked = new(encoderShouldEmitUTF8Identifier: true);

    public static TheoryData<string, string, string> Files => new()
    {
        { "quotes", "Id,Body\n1,\"say \"\"hi\"\"\"\n2,5\" pipe\n", "Id,Body,Answer\n1,\"say \"\"hi\"\"\",ok\n2,\"5\"\" pipe\",ok\n" },
        { "line breaks", "Id,Body\r\n1,\"one\r\ntwo\nthree\"\r\n2,x\r\n", "Id,Body,Answer\r\n1,\"one\r\ntwo\nthree\",ok\r\n2,x,ok\r\n" },
        { "tabs", "Id\tBody\n1\ta, b; c\n2\td\n", "Id\tBody\tAnswer\n1\ta, b; c\tok\n2\td\tok\n" },
        { "semicolons", "Id;Body\n1;1,5\n2;2,5\n", "Id;Body;Answer\n1;1,5;ok\n2;2,5;ok\n" },
        { "a separator line", "sep=;\nId;Body\n1;x\n", "Id;Body;Answer\n1;x;ok\n" },
        { "pipes", "Id|Body\n1|x\n", "Id|Body|Answer\n1|x|ok\n" },
        { "Vietnamese and emoji", "Tên,Body\nNguyễn Thị Ánh,Đẹp lắm 👍🏽👨‍👩‍👧\n", "Tên,Body,Answer\nNguyễn Thị Ánh,Đẹp lắm 👍🏽👨‍👩‍👧,ok\n" },
        { "spaces kept", "Id,Body\n 1 ,\"  x \"\n", "Id,Body,Answer\n\" 1 \",\"  x \",ok\n" },
        { "short rows and a delimiter too many", "Id,Body,More\n1,x\n2,y,z,\n\n3,w,\n", "Id,Body,More,Answer\n1,x,,ok\n2,y,z,ok\n3,w,,ok\n" },
        { "the same header twice", "Id,Body,Id\n1,x,2\n", "Id,Body,Id,Answer\n1,x,2,ok\n" },
        { "one column", "Body\nx\n\"\"\n", "Body,Answer\nx,ok\n,ok\n" },
        { "header only", "Id,Body\n", "Id,Body,Answer\n" },
        { "no line end at the end", "Id,Body\n1,x", "Id,Body,Answer\n1,x,ok\n" },
        { "lone carriage returns", "Id,Body\r1,x\r", "Id,Body,Answer\r1,x,ok\r" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_file_comes_out_as_it_went_in_with_the_answer_added(string what, string input, string output)
    {
        Assert.NotEmpty(what);
        Assert.Equal(output, Encoding.UTF8.GetString(await RunAsync(new UTF8Encoding(false).GetBytes(input))));
    }

    [Fact]
    public async Task UTF_16_with_its_mark_stays_UTF_16()
    {
        var encoding = new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
        Assert.Equal(With(encoding, "Id,Body,Answer\n1,Đẹp 👍,ok\n"), await RunAsync(With(encoding, "Id,Body\n1,Đẹp 👍\n")));
    }

    [Fact]
    public async Task UTF_8_with_its_mark_keeps_it_and_a_mark_is_written_where_it_is_asked_for()
    {
        Assert.Equal(With(Marked, "Body,Answer\né,ok\n"), await RunAsync(With(Marked, "Body\né\n")));
        Assert.Equal(With(Marked, "Body,Answer\né,ok\n"), await RunAsync(Encoding.UTF8.GetBytes("Body\né\n"), "utf8BOM"));
        Assert.Equal(Encoding.UTF8.GetBytes("Body,Answer\né,ok\n"), await RunAsync(With(new UnicodeEncoding(), "Body\né\n"), "utf8"));
    }

    [Theory]
    [InlineData("windows-1258")]
    [InlineData("1258")]
    public async Task A_file_of_a_code_page_is_read_by_its_name_and_written_as_UTF_8_which_holds_every_answer(string name) =>
        Assert.Equal(With(Marked, "Body,Answer\nĐăng ơ,ok\n"), await RunAsync(Vietnamese.GetBytes("Body\nĐăng ơ\n"), name));

    [Fact]
    public async Task A_cell_of_a_megabyte_survives()
    {
        var cell = string.Concat(Enumerable.Repeat("đẹp \"lắm\"\n", 100_000));
        var input = $"Id,Body\n1,\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n";

        var output = Encoding.UTF8.GetString(await RunAsync(Encoding.UTF8.GetBytes(input)));

        Assert.Equal(input.Replace("Id,Body\n", "Id,Body,Answer\n", StringComparison.Ordinal)[..^1] + ",ok\n", output);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("\n\n", "it has only empty lines")]
    [InlineData("1,Great value\n2,Bad value\n", "{Body} is not a column of the file")]
    [InlineData("Id,Body\n1,x\n2,y,z\n", "in.csv, line 3, column 3: the row has 3 cells, but the header has 2; 'z' has no column.")]
    [InlineData("Id,Body\n1,x\n2,\"y\nz\n", "in.csv, line 3, column 2: the quotes of '\"y z ' do not match")]
    [InlineData("Id,Body\n1,\"a\"b\n", "in.csv, line 2, column 2: the quotes of '\"a\"b' do not match")]
    [InlineData("Body,Body\n1,x\n", "{Body} matches several columns of the file: 1, 2")]
    [InlineData("I\0d\0", "it is UTF-16 without a byte order mark")]
    public async Task An_entry_that_cannot_be_parsed_is_refused_with_its_place_before_any_call(string input, string message) =>
        await RefusesAsync(Encoding.UTF8.GetBytes(input), message);

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused_with_their_line() =>
        await RefusesAsync(Vietnamese.GetBytes("Id,Body\n1,x\n2,Đăng\n"), "in.csv, line 3: there are bytes that are not valid utf-8.");

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_found_far_into_the_file()
    {
        var rows = string.Concat(Enumerable.Range(1, 30_000).Select(id => $"{id},x\n"));
        await RefusesAsync([.. Encoding.UTF8.GetBytes("Id,Body\n" + rows), .. Vietnamese.GetBytes("0,Đăng\n")], "line 30002: there are bytes that are not valid utf-8.");
    }

    private static async Task RefusesAsync(byte[] input, string message)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        using var folder = new JobFolder();
        await File.WriteAllBytesAsync(folder.In, input);

        var error = await Assert.ThrowsAsync<HolySheepException>(() => folder.RunAsync(stage, folder.Options("{Body}")));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(2, ExitCode.Of(error.Code));
        Assert.Equal(0, stage.One.CallCount);
        Assert.Empty(folder.Made);
    }

    private static async Task<byte[]> RunAsync(byte[] input, string? encoding = null)
    {
        await using var stage = Stage.Alone(TimeProvider.System);
        stage.One.OnAny().Answer(Reply.Text("ok"));
        using var folder = new JobFolder();
        await File.WriteAllBytesAsync(folder.In, input);
        await folder.RunAsync(stage, folder.Options("x{Body}") with { NoMeta = true, Encoding = encoding });
        return await File.ReadAllBytesAsync(folder.Out);
    }

    private static byte[] With(Encoding encoding, string text) => [.. encoding.GetPreamble(), .. encoding.GetBytes(text)];
}
