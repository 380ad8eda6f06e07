using System.IO;
using System.Linq;
using System.Text;
using HolySheep.Cli.Input;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Cli.Tests.Input;

public class InputTextTests
{
    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_byte_order_mark_says_how_the_bytes_are_read(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var text = InputText.Decode(encoding.GetPreamble().Concat(encoding.GetBytes("Xin chào")).ToArray(), out var replaced);

        Assert.Equal("Xin chào", text);
        Assert.False(replaced);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_replaced_and_reported()
    {
        var text = InputText.Decode(Encoding.Latin1.GetBytes("café au lait"), out var replaced);

        Assert.Equal("caf\uFFFD au lait", text);
        Assert.True(replaced);
    }

    [Theory]
    [InlineData("a\n", "a")]
    [InlineData("a\r\n", "a")]
    [InlineData("a\n\n", "a\n")]
    [InlineData("a", "a")]
    [InlineData("\n", "")]
    public void Only_the_line_break_that_ends_the_last_line_goes(string bytes, string expected) =>
        Assert.Equal(expected, InputText.Decode(Encoding.UTF8.GetBytes(bytes), out _));

    [Fact]
    public void A_pipe_that_never_ends_is_an_error_once_it_is_longer_than_any_window()
    {
        var fault = Assert.Throws<HolySheepException>(() => InputText.ReadToEnd(new MemoryStream(new byte[3 * 1024 * 1024]), mostBytes: 2 * 1024 * 1024));

        Assert.Equal(ErrorCode.ArgumentInvalid, fault.Code);
        Assert.Contains("longer than 2 MB", fault.Message);
    }
}
