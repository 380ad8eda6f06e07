using System;
using System.IO;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Input;

/// <summary>Standard input beside a prompt: never left out silently, never taken from a loop, never waited for.</summary>
public sealed class WaitingInputTests : IDisposable
{
    private const string Refused = "Data is waiting in standard input";
    private readonly TempHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData("chat Summarise")]
    [InlineData("chat Summarise --json")]
    [InlineData("chat Summarise --stream")]
    [InlineData("route Summarise")]
    [InlineData("route")]
    [InlineData("cost Summarise")]
    public async Task Piped_data_that_the_line_does_not_use_ends_with_2_before_any_call(string line)
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);

        // The shell starts the command once the pipe holds the data, which stays open: a command that starts quickly must not win a race.
        var result = await ShellAsync(home, $"mkfifo pipe; exec 3<>pipe; rm pipe; printf 'whales\\n' >&3; \"$CLI\" {line} <&3");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(Refused, result.Stderr);
        Assert.Contains("--no-input", result.Stderr);
        Assert.Equal(line.Contains("--json", StringComparison.Ordinal), result.Stdout.Contains(Refused, StringComparison.Ordinal));
        Assert.Empty(provider.Requests);
    }

    [Theory]
    [InlineData("chat hi --sandbox --no-input")]
    [InlineData("route hi --no-input")]
    [InlineData("route --no-input")]
    [InlineData("cost hi --no-input")]
    public async Task No_input_leaves_the_data_unread(string line)
    {
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(_home, line.Split(' ')) with { Stdin = "whales\n" });

        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("whales", result.Stdout + result.Stderr);
    }

    [Theory]
    [InlineData("chat --no-input")]
    [InlineData("chat - --no-input")]
    [InlineData("chat hi - --no-input")]
    [InlineData("cost --no-input")]
    public async Task No_input_against_a_line_that_needs_it_ends_with_2(string line)
    {
        var result = await BuiltCommand.RunAsync(BuiltCommand.Options(_home, line.Split(' ')) with { Stdin = "whales\n" });

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--no-input", result.Stderr);
    }

    [Theory]
    [InlineData("< file")]
    [InlineData("< /proc/meminfo")]
    [InlineData("< <(cat file)")]
    public async Task A_file_and_a_pipe_with_data_are_refused(string redirect)
    {
        _home.WriteFile("file", "whales\n");

        // The shell waits until the pipe holds data: the command itself must not.
        var result = await ShellAsync($"exec {redirect}; until read -r -t 0; do :; done; \"$CLI\" chat hi --sandbox; echo \"$?\"");

        Assert.Equal("2\n", result.Stdout);
        Assert.Contains(Refused, result.Stderr);
    }

    [Theory]
    [InlineData("< /dev/null")]
    [InlineData("< empty")]
    [InlineData("<&-")]
    [InlineData("< .")]
    [InlineData("< <(true)")]
    public async Task Where_no_data_waits_the_prompt_is_asked_at_once(string redirect)
    {
        _home.WriteFile("empty", "");

        var result = await ShellAsync($"\"$CLI\" chat hi --sandbox {redirect}; echo \"$?\"");

        Assert.EndsWith("You said: hi\n0\n", result.Stdout);
        Assert.Empty(result.Stderr);
    }

    [Theory]
    [InlineData("--no-input", "a\nb\nc\n")]
    [InlineData("< /dev/null", "a\nb\nc\n")]
    public async Task A_loop_keeps_its_lines(string option, string lines)
    {
        _home.WriteFile("lines", lines);

        var result = await ShellAsync($"while read -r line; do \"$CLI\" chat \"$line\" --sandbox {option} >/dev/null && echo \"$line\"; done < lines");

        Assert.Equal(lines, result.Stdout);
    }

    [Fact]
    public async Task A_loop_whose_command_line_does_not_mention_the_input_gets_an_error_and_loses_none_of_it()
    {
        _home.WriteFile("lines", "a\nb\nc\n");

        var result = await ShellAsync("while read -r line; do \"$CLI\" chat \"$line\" --sandbox >/dev/null; echo \"$line $?\"; done < lines");

        Assert.Equal("a 2\nb 2\nc 0\n", result.Stdout);
    }

    [Fact]
    public async Task A_prompt_read_from_a_file_after_another_program_begins_where_that_one_ended()
    {
        _home.WriteFile("lines", "first\nsecond\n");

        var result = await ShellAsync("{ read -r skipped; \"$CLI\" chat 'Of:' - --sandbox; } < lines");

        Assert.EndsWith("You said: Of:\n\nsecond\n", result.Stdout);
    }

    [Fact]
    public async Task Data_that_arrives_during_the_call_is_reported()
    {
        await using var provider = new ScriptedProvider();
        using var home = ProviderHome.At(provider.BaseUrl);
        provider.Handle(_ =>
        {
            using var pipe = new FileStream(Path.Combine(home.Folder, "pipe"), FileMode.Open, FileAccess.Write);
            pipe.Write("late\n"u8);
            return Reply.Text("fine");
        });

        var result = await ShellAsync(home, "mkfifo pipe; exec 3<>pipe; \"$CLI\" chat hi < pipe; status=$?; rm pipe; exit $status");

        Assert.Equal((0, "fine\n"), (result.ExitCode, result.Stdout));
        Assert.Contains("Data arrived in standard input during the call", result.Stderr);
    }

    private Task<ChildResult> ShellAsync(string script) => ShellAsync(_home, script);

    private static Task<ChildResult> ShellAsync(TempHome home, string script) => BuiltCommand.RunAsync(new ChildOptions("bash", "-c", script)
    {
        Environment = new System.Collections.Generic.Dictionary<string, string>(home.Variables) { ["CLI"] = BuiltCommand.Path },
        WorkingDirectory = home.Folder,
    });
}
