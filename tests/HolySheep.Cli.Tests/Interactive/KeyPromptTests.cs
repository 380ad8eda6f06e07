using System;
using System.IO;
using System.Threading.Tasks;
using HolySheep.TestKit;
using HolySheep.TestKit.Terminals;
using Xunit;

namespace HolySheep.Cli.Tests.Interactive;

/// <summary><c>holysheep keys set</c> where a person types the key at a real terminal.</summary>
public sealed class KeyPromptTests
{
    private const string Key = "gsk_typed-0123456789-abcdef";
    private const string Question = "Key for groq (not shown): ";

    // What a shell shows after the command: how it ended, and whether the terminal shows again what is typed.
    private const string Shell = """trap : INT; "$0" keys set groq "$@"; code=$?; echo "ended $code $(stty -a | tr ' ' '\n' | grep -E '^-?(echo|icanon|isig);?$' | tr -d ';' | sort | tr '\n' ' ')" """;

    [TerminalTheory]
    [InlineData(Key + "\r")]
    [InlineData("  " + Key + "  \r")]
    [InlineData("gsk_wrong\u007f\u007f\u007f\u007f\u007ftyped-0123456789-abcdef\r")]
    [InlineData("\u001b[D\t" + Key + "\u001b[3~\u001b[C\r")]
    [InlineData("something else\u0015" + Key + "\n")]
    public async Task A_typed_or_pasted_key_is_stored_and_no_character_of_it_is_shown(string keys)
    {
        using var home = new TempHome();
        await using var terminal = Start(home);
        await terminal.WaitForAsync(Question.TrimEnd());
        terminal.Type(keys);
        await terminal.WaitForAsync("ended 0 echo icanon isig");

        Assert.Equal(Key + "\n", File.ReadAllText(KeyFile(home)));
        Assert.All((string[])["gsk_", "typed", "0123", "wrong", "something", "*", "•"], piece => Assert.DoesNotContain(piece, terminal.Written, StringComparison.Ordinal));
    }

    [TerminalTheory]
    [InlineData("")]
    [InlineData("gsk_half")]
    public async Task Ctrl_C_stores_nothing_and_the_terminal_shows_again_what_is_typed(string typed)
    {
        using var home = new TempHome();
        await using var terminal = Start(home);
        await terminal.WaitForAsync(Question.TrimEnd());
        terminal.Type(typed + "\u0003");
        await terminal.WaitForAsync("ended 130 echo icanon isig");

        Assert.Contains(terminal.Screen, row => row.Contains("Stopped before a key was typed. Nothing was stored.", StringComparison.Ordinal));
        Assert.False(File.Exists(KeyFile(home)));
        Assert.False(File.Exists(home.ConfigPath));
        Assert.DoesNotContain("gsk_", terminal.Written, StringComparison.Ordinal);
    }

    [TerminalTheory]
    [InlineData("\r")]
    [InlineData("   \r")]
    [InlineData("\u0004")]
    public async Task An_empty_key_stores_nothing_and_is_an_error(string keys)
    {
        using var home = new TempHome();
        await using var terminal = Start(home);
        await terminal.WaitForAsync(Question.TrimEnd());
        terminal.Type(keys);
        await terminal.WaitForAsync("ended 2 echo icanon isig");

        Assert.Contains(terminal.Screen, row => row.Contains("Nothing was stored", StringComparison.Ordinal));
        Assert.False(File.Exists(KeyFile(home)));
        Assert.False(File.Exists(home.ConfigPath));
    }

    [TerminalFact]
    public async Task A_redirected_output_gets_the_result_alone_and_the_question_is_at_the_terminal()
    {
        using var home = new TempHome();
        var output = Path.Combine(home.Folder, "out.json");
        await using var terminal = Start(home, Shell.Replace("\"$@\";", $"--json > '{output}';", StringComparison.Ordinal));
        await terminal.WaitForAsync(Question.TrimEnd());
        terminal.Type(Key + "\r");
        await terminal.WaitForAsync("ended 0 echo icanon isig");

        Assert.Contains("\"action\"", File.ReadAllText(output), StringComparison.Ordinal);
        Assert.Equal(Key + "\n", File.ReadAllText(KeyFile(home)));
        Assert.DoesNotContain("0123", terminal.Written + File.ReadAllText(output), StringComparison.Ordinal);
    }

    private static string KeyFile(TempHome home) => Path.Combine(home.Folder, "keys", "groq.key");

    private static TerminalProcess Start(TempHome home, string shell = Shell) =>
        TerminalProcess.Start(new ChildOptions("/bin/sh", "-c", shell, BuiltCommand.Path) { Environment = home.Variables }, columns: 200);
}
