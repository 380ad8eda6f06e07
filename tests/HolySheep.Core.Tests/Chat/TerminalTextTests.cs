using System.Linq;
using Xunit;

namespace HolySheep.Chat;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("\u001b]52;c;ZXZpbA==\u0007", "␛]52;c;ZXZpbA==␇")]
    [InlineData("\u001b[2Jgone", "␛[2Jgone")]
    [InlineData("a\u009b31mb\u0090q\u009c", "a\uFFFD31mb\uFFFDq\uFFFD")]
    [InlineData("10 %\r20 %", "10 %␍20 %")]
    [InlineData("line\r\nline\r", "line\nline")]
    [InlineData("back\b\u007f\0", "back␈␡␀")]
    public void Control_characters_are_shown_in_place_of_obeyed(string text, string expected) => Assert.Equal(expected, TerminalText.Harmless(text));

    [Fact]
    public void Text_without_them_is_handed_on_as_it_is()
    {
        const string Text = "Tabs\tand\nlines, ümlauts, 漢字, 😀, \u200d and no-break\u00a0spaces.";
        Assert.Same(Text, TerminalText.Harmless(Text));
    }

    [Fact]
    public void No_control_character_but_tab_and_line_feed_is_left()
    {
        var all = string.Concat(Enumerable.Range(0, 0x300).Select(code => (char)code));

        Assert.Equal(['\t', '\n'], TerminalText.Harmless(all).Where(char.IsControl));
    }
}
