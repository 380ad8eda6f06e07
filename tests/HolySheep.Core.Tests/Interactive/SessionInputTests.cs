using Xunit;

namespace HolySheep.Interactive;

public sealed class SessionInputTests
{
    [Theory]
    [InlineData("", true), InlineData("hello", true), InlineData("a\nb", true)]
    [InlineData("hello \\", false), InlineData("a\nb\\", false), InlineData("a line of LaTeX \\\\", true), InlineData("three \\\\\\", false)]
    [InlineData("\"\"\"", false), InlineData("  \"\"\"a\nb", false), InlineData("\"\"\"a\"\"\"", true), InlineData("\"\"\"a\nb\n\"\"\"  ", true), InlineData("\"\"\"\"\"\"", true), InlineData("\"\"\"\"", false)]
    [InlineData("\"\"\"ends with a backslash\\", false)]
    public void It_is_known_whether_more_lines_belong_to_an_input(string text, bool isComplete) => Assert.Equal(isComplete, SessionInput.IsComplete(text));

    [Theory]
    [InlineData("  hello  ", "hello"), InlineData("\"\"\"\na\n  b\n\"\"\"", "a\n  b"), InlineData("\"\"\"a\nb\"\"\"", "a\nb"), InlineData("\"\"\"\"\"\"", "")]
    [InlineData("//etc", "/etc"), InlineData("// comment", "/ comment"), InlineData("/", "/")]
    [InlineData("\"\"\"/help\"\"\"", "/help"), InlineData("\"\"\"never closed", "never closed")]
    public void The_marks_are_not_sent(string input, string text) => Assert.Equal(text, SessionInput.TextOf(input));

    [Theory]
    [InlineData("/help", "/help", ""), InlineData("  /model  claude-sonnet-4.5 ", "/model", "claude-sonnet-4.5"), InlineData("/system be\nbrief", "/system", "be\nbrief"), InlineData("/", "/", "")]
    public void A_slash_begins_a_command(string input, string name, string argument) => Assert.Equal((name, argument), SessionInput.CommandOf(input));

    [Theory]
    [InlineData("hello"), InlineData("a /b"), InlineData("//etc"), InlineData(""), InlineData("\"\"\"/help\"\"\"")]
    public void Everything_else_is_a_message(string input) => Assert.Null(SessionInput.CommandOf(input));

    [Theory]
    [InlineData("hello"), InlineData("/etc/hosts"), InlineData("//x"), InlineData("/")]
    public void A_prompt_of_the_command_line_is_always_a_message(string prompt)
    {
        var input = SessionInput.Message(prompt);

        Assert.Null(SessionInput.CommandOf(input));
        Assert.Equal(prompt == "//x" ? "/x" : prompt, SessionInput.TextOf(input));
    }

    [Theory]
    [InlineData(null, "a", "a"), InlineData("a\\", "b", "a\nb"), InlineData("\"\"\"a\\", "b", "\"\"\"a\\\nb"), InlineData("a", "b", "a\nb")]
    public void A_backslash_that_continues_a_line_is_dropped(string? lines, string line, string joined) => Assert.Equal(joined, SessionInput.Join(lines, line));
}
