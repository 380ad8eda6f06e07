using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace HolySheep.Interactive.Markdown;

public sealed class MarkdownStreamTests
{
    private const string Everything = """
        # A *title*

        Some **bold, `code` and _more_**, a [link](https://example.com/a_b) and 5 * 3 = 15, snake_case_name, ~~gone~~.
        - one
          * two with **half
        1. first
        2) second
        > quoted **text**
        ***
        ```python
        def f(**kw):  # not a heading
          return `x`
        ``
        ```
        | name | cost |
        |:-----|-----:|
        | `a`  | 1.50 |
        | 漢字 | 10 |
        After | the table \*not emphasis\*
        ~~~
        never closed
        """;

    [Theory]
    [InlineData("# Title", "<1>Title<22>")]
    [InlineData("###### Six", "<1>Six<22>")]
    [InlineData("#hashtag", "#hashtag")]
    [InlineData("a **b** c", "a <1>b<22> c")]
    [InlineData("a *b* _c_ ***d***", "a <3>b<23> <3>c<23> <1;3>d<22;23>")]
    [InlineData("**a `b` c**", "<1>a <22><1;36>b<22;39><1> c<22>")]
    [InlineData("`a**b**`", "<36>a**b**<39>")]
    [InlineData("``a`b``", "<36>a`b<39>")]
    [InlineData("5 * 3 * 2", "5 * 3 * 2")]
    [InlineData("snake_case_name", "snake_case_name")]
    [InlineData("**half", "**half")]
    [InlineData("`half", "`half")]
    [InlineData("[no link] here", "[no link] here")]
    [InlineData("[a](http://b)", "<4>a<24><2> (http://b)<22>")]
    [InlineData("~~a~~ ~b~", "<9>a<29> ~b~")]
    [InlineData("\\*a\\* C:\\dir", "*a* C:\\dir")]
    [InlineData("- a", "• a")]
    [InlineData("  * a", "  • a")]
    [InlineData("10. a", "10. a")]
    [InlineData("-5 degrees", "-5 degrees")]
    [InlineData("42", "42")]
    [InlineData("> a", "<2>│ <22><3>a<23>")]
    [InlineData("---", "<2>───────────────────<22>")]
    [InlineData("```x\n# a\n```", "<2>```x<22>\n<36># a<39>\n<2>```<22>")]
    [InlineData("````\n```\n````", "<2>````<22>\n<36>```<39>\n<2>````<22>")]
    [InlineData("| a | b |\n|---|--:|\n| x | 10 |", "<1>a<22>   <1>b<22>\n<2>─  ──<22>\nx  10")]
    [InlineData("| a long table with many words | b |\n|---|---|\n| x | y |", "| a long table with many words | b |\n|---|---|\n| x | y |")]
    [InlineData("| no table", "| no table")]
    [InlineData("|| a\nb", "|| a\nb")]
    public void Marks_become_styles(string markdown, string shown) => Assert.Equal(shown, Show([markdown], 20));

    [Fact]
    public void However_it_is_split_the_same_is_shown()
    {
        var whole = Plain(Show([Everything], 60));
        for (var size = 1; size < 40; size++)
        {
            Assert.Equal(whole, Plain(Show(Everything.Chunk(size).Select(chunk => new string(chunk)), 60)));
        }
    }

    [Fact]
    public void A_paragraph_is_shown_word_by_word_and_only_what_is_open_waits()
    {
        var stream = new MarkdownStream(() => 80);

        Assert.Equal("", stream.Write("#"));
        Assert.Equal("", stream.Write(" "));
        Assert.Equal("<1>Ti<22>", Visible(stream.Write("Ti")));
        Assert.Equal("<1>tle<22>\nplain ", Visible(stream.Write("tle\nplain ")));
        Assert.Equal("words ", stream.Write("words **bo"));
        Assert.Equal("", stream.Write("ld*"));
        Assert.Equal("", stream.Write("*"));
        Assert.Equal("<1>bold<22> and", Visible(stream.Write(" and")));
        Assert.Equal("", stream.End());
    }

    [Fact]
    public void Every_piece_ends_its_styles_so_that_a_cut_answer_leaves_none_behind()
    {
        var stream = new MarkdownStream(() => 80);
        foreach (var character in Everything)
        {
            var open = new HashSet<string>();
            foreach (Match code in Regex.Matches(stream.Write(character.ToString()), "\u001b\\[([0-9;]*)m"))
            {
                foreach (var number in code.Groups[1].Value.Split(';'))
                {
                    _ = number is "22" ? open.RemoveWhere(on => on is "1" or "2") : number is "39" ? open.RemoveWhere(on => on.StartsWith('3') && on.Length == 2)
                        : number.StartsWith('2') && number.Length == 2 ? open.RemoveWhere(on => on == number[1..]) : open.Add(number) ? 1 : 0;
                }
            }

            Assert.Empty(open);
        }
    }

    private static string Show(IEnumerable<string> pieces, int width)
    {
        var stream = new MarkdownStream(() => width);
        var shown = new StringBuilder();
        foreach (var piece in pieces)
        {
            shown.Append(stream.Write(piece));
        }

        return Visible(shown.Append(stream.End()).ToString());
    }

    private static string Visible(string shown) => Regex.Replace(shown, "\u001b\\[([0-9;]*)m", "<$1>");

    private static string Plain(string visible) => Regex.Replace(visible, "<[0-9;]+>", "");
}
