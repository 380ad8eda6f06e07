using System.Collections.Generic;
using System.CommandLine;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Cli.Commands;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public class UsageTests
{
    [Theory]
    [InlineData("chat --modle x hi", "Unknown option '--modle'", "Did you mean --model?")]
    [InlineData("providers set p --base-url http://127.0.0.1:1", "Unknown option '--base-url'", "BASE-URL has no option: write its value at its place.")]
    [InlineData("chat --steam=1 hi", "Unknown option '--steam'", "Did you mean --stream?")]
    [InlineData("chat hi --xyzzy", "Unknown option '--xyzzy'", "after '--'")]
    [InlineData("chat -5", "Unknown option '-5'", "Put a prompt that begins with '-' after '--'")]
    [InlineData("models --ofline", "Unknown option '--ofline'", "Did you mean --offline?")]
    [InlineData("chta hi", "Unknown command 'chta'", "Did you mean chat?")]
    [InlineData("providers tset", "Unknown command 'tset'", "Did you mean test?")]
    [InlineData("providers", "Which command?", "holysheep providers --help")]
    [InlineData("", "Which command?", "holysheep --help")]
    [InlineData("chat hi --model", "--model", "holysheep chat --help")]
    [InlineData("chat hi --system --json", "Option --system needs a value, and --json follows", "chat --help")]
    [InlineData("chat hi --model a --model b", "--model", "chat --help")]
    [InlineData("chat hi there", "A second prompt 'there'", "in quotes")]
    [InlineData("chat hi there you", "Unexpected argument 'you'", "in quotes")]
    [InlineData("chat --json=true", "Option --json takes no value", "chat --help")]
    [InlineData("chat hi --timeout soon", "--timeout takes seconds, for example 30 or 2.5, got 'soon'", "chat --help")]
    [InlineData("chat hi --timeout 1,5", "--timeout takes seconds", "chat --help")]
    [InlineData("chat hi --timeout 99999999999999999999", "--timeout takes seconds", "chat --help")]
    [InlineData("chat hi --temperature warm", "--temperature takes a number", "chat --help")]
    [InlineData("chat hi --temperature NaN", "--temperature takes a number", "chat --help")]
    [InlineData("chat hi --retries 1.5", "--retries takes a whole number, got '1.5'", "chat --help")]
    [InlineData("chat hi --tag x", "--tag takes NAME=VALUE, got 'x'", "chat --help")]
    [InlineData("chat hi --header x", "--header takes 'NAME: VALUE', got 'x'", "chat --help")]
    [InlineData("chat hi --extra =1", "--extra takes NAME=JSON", "chat --help")]
    [InlineData("chat hi --on-cut never", "--on-cut takes fail or restart, got 'never'", "chat --help")]
    [InlineData("models gpt-4.1", "Unexpected argument 'gpt-4.1'", "models --help")]
    public async Task A_line_that_cannot_be_run_ends_with_2_one_line_and_a_suggestion(string line, string message, string hint)
    {
        var args = line.Split(' ', System.StringSplitOptions.RemoveEmptyEntries);

        var (exitCode, stdout, stderr) = await InProcess.RunAsync(args);

        Assert.Equal(2, exitCode);
        var lines = stderr.TrimEnd('\n').Split('\n');
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("error ArgumentInvalid: ", lines[0]);
        Assert.Contains(message, lines[0]);
        Assert.StartsWith("hint: ", lines[1]);
        Assert.Contains(hint, lines[1]);
        Assert.True(stdout == "" || args[^1] == "--json", stdout);
    }

    [Theory]
    [InlineData("chat --modle x hi --json")]
    [InlineData("chta --json")]
    [InlineData("chat hi --timeout soon --json")]
    [InlineData("chat hi --system --json")]
    [InlineData("models --json --nope")]
    public async Task With_JSON_asked_for_such_a_line_prints_the_error_object_too(string line)
    {
        var (exitCode, stdout, _) = await InProcess.RunAsync(line.Split(' '));

        Assert.Equal(2, exitCode);
        var error = JsonDocument.Parse(stdout).RootElement.GetProperty("error");
        Assert.Equal("ArgumentInvalid", error.GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("hint").GetString()!);
    }

    [Theory]
    [InlineData("chat", "Usage: holysheep chat 'PROMPT'")]
    [InlineData("chat -", "Usage: holysheep chat 'PROMPT'")]
    [InlineData("chat hi -", "Usage: holysheep chat 'PROMPT'")]
    public async Task At_a_terminal_without_a_prompt_the_command_says_how_it_is_used_and_never_waits(string line, string usage)
    {
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(line.Split(' '), terminal: true);

        Assert.Equal(2, exitCode);
        Assert.Empty(stdout);
        Assert.Contains(usage, stderr);
    }

    [Theory]
    [InlineData("--region needs a value", "chat", "hi", "--region", "")]
    [InlineData("--region needs a value", "chat", "hi", "--region", ",")]
    [InlineData("--region needs a value at each place of its list, got 'eu,'", "chat", "hi", "--region", "eu,")]
    [InlineData("--region needs a value", "chat", "hi", "--region=")]
    [InlineData("--region needs a value", "route", "hi", "--region", "")]
    [InlineData("--region needs a value", "csv", "in.csv", "--out", "out.csv", "--prompt", "{Body}", "--region", "")]
    [InlineData("--provider needs a value", "chat", "hi", "--provider", "")]
    [InlineData("--provider needs a value", "chat", "hi", "--provider", " ")]
    [InlineData("--exclude-provider needs a value", "chat", "hi", "--exclude-provider", "")]
    [InlineData("--exclude-provider needs a value", "chat", "hi", "--exclude-provider", "a", "--exclude-provider", "")]
    [InlineData("--model needs a value", "chat", "hi", "--model", "")]
    [InlineData("--config needs a value", "--config", "", "chat", "hi", "--sandbox")]
    [InlineData("--provider needs a value", "calls", "--provider", "")]
    [InlineData("--out needs a value", "csv", "in.csv", "--out", "", "--prompt", "{Body}")]
    [InlineData("--out needs a value, got ' '", "csv", "in.csv", "--out", " ", "--prompt", "{Body}")]
    [InlineData("IN needs a value", "csv", "", "--out", "out.csv", "--prompt", "{Body}")]
    [InlineData("--html-report needs a value", "csv", "in.csv", "--out", "out.csv", "--prompt", "{Body}", "--html-report", "")]
    [InlineData("--attach-column needs a value", "csv", "in.csv", "--out", "out.csv", "--prompt", "{Body}", "--attach-column", "")]
    [InlineData("FILE needs a value", "models", "import", "")]
    [InlineData("NAME needs a value", "models", "list", "")]
    public async Task An_empty_value_of_a_filter_a_path_or_a_name_is_refused_with_the_option_and_what_to_do(string message, params string[] args)
    {
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(args);

        Assert.True((exitCode, stdout) == (2, ""), stdout + stderr);
        Assert.StartsWith("error ArgumentInvalid: " + message, stderr);
        Assert.Contains("a variable that is not set gives an empty text.", stderr);
    }

    // Empty texts mean something to these: an empty prompt or instruction, a text that ends an answer, an own message.
    [Fact]
    public void No_command_but_those_that_change_settings_takes_an_empty_text_where_a_path_or_a_name_belongs()
    {
        string[] free = ["--system", "--prompt", "--stop", "--delimiter", "PROMPT", "-", "TEXT", "COMMAND", "PROGRAM"];
        var root = new HolySheepCommand(null!, null!, null!);
        var commands = ParityTests.All(root).Where(command => command.Name != "set" && command.Subcommands.Count == 0).ToList();

        var found = commands.SelectMany(command => command.Options
            .Where(option => option.Arity.MaximumNumberOfValues > 0 && !free.Contains(option.Name) && Takes(command, option.Name, ""))
            .Select(option => $"{command.Name} {option.Name}")
            .Concat(command.Arguments.Where(argument => !free.Contains(argument.Name) && Takes(command, "")).Select(argument => $"{command.Name} {argument.Name}")));

        Assert.Equal([], found);
        Assert.InRange(commands.Count, 30, 100);

        bool Takes(Command command, params string[] args) => root.Parse([.. PathOf(command), .. args]).Errors.All(error => !error.Message.Contains("got ''", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_executable_itself_ends_with_2()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "--modle", "x", "hi");

        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Stdout);
        Assert.Contains("Did you mean --model?", result.Stderr);
    }

    [Fact]
    public async Task An_empty_value_after_an_equals_sign_does_not_swallow_the_prompt()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "--sandbox", "--system=", "the prompt");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("You said: the prompt\n", result.Stdout);
    }

    [Fact]
    public async Task Text_quoted_from_the_command_line_stays_one_line_and_steers_no_terminal()
    {
        var (_, _, stderr) = await InProcess.RunAsync(["chat", "--first\r\nsecond\u001b[31m"]);

        Assert.StartsWith("error ArgumentInvalid: Unknown option '--first second [31m'.\nhint: ", stderr);
    }

    private static IEnumerable<string> PathOf(Command command) =>
        command.Parents.OfType<Command>().Where(parent => parent is not HolySheepCommand).SelectMany(PathOf).Append(command.Name);
}
