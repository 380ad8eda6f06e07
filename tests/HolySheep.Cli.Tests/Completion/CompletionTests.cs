using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;
using Xunit.Abstractions;

namespace HolySheep.Cli.Tests.Completion;

public sealed class CompletionTests(ITestOutputHelper log) : IDisposable
{
    private readonly TempHome _home = new TempHome("""
        {
          "providers": { "backup": { "kind": "openai", "baseUrl": "http://127.0.0.1:1", "apiKey": "none" } },
          "models": { "llama3:8b": { "targets": [ "backup/llama3:8b" ] } },
          "chains": { "llama3:8b": [ "gpt-4.1" ] },
          "rules": [ { "name": "night", "when": { "task": "t" }, "model": "gpt-4.1" } ],
          "templates": { "summarise": { "prompt": "Sum up {}." } }
        }
        """).Set("PATH", Path.GetDirectoryName(BuiltCommand.Path) + ":" + Environment.GetEnvironmentVariable("PATH"));

    [Theory]
    [InlineData("prov", "providers")]
    [InlineData("providers |se", "set")]
    [InlineData("providers |set|ba", "backup")]
    [InlineData("providers |set|gro", "groq")]
    [InlineData("keys |remove|BA", "backup")]
    [InlineData("chat |--mo", "--model")]
    [InlineData("chat |--js", "--json")]
    [InlineData("chat |-m|lla", "llama3:8b")]
    [InlineData("chat |--model|backup/", "")]
    [InlineData("chat |hi|--fallback|claude-sonnet-4.5,lla", "claude-sonnet-4.5,llama3:8b")]
    [InlineData("models |set|x|backup/lla", "backup/llama3:8b")]
    [InlineData("models |remove|", "llama3:8b")]
    [InlineData("rules |remove|", "night")]
    [InlineData("chains |list|lla", "llama3:8b")]
    [InlineData("providers |set|x|--kind|openai-", "openai-responses")]
    [InlineData("budget |set|x|--action|st", "stop")]
    [InlineData("models |set|x|--strategy|lowest-c", "lowest-cost")]
    [InlineData("completion |z", "zsh")]
    [InlineData("help |chain", "chains")]
    [InlineData("chat |-t|sum", "summarise")]
    [InlineData("templates |remove|sum", "summarise")]
    [InlineData("chat |--attach|", "")]
    [InlineData("chat |--schema|", "")]
    public async Task The_word_at_the_cursor_is_completed_from_local_data(string line, string expected)
    {
        var words = line.Split('|').Select(word => word.TrimEnd()).ToArray();
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(["__complete", "--config", _home.ConfigPath, .. words[..^1], "=" + words[^1]]);

        Assert.Equal((0, ""), (exitCode, stderr));
        Assert.Equal(expected.Length == 0 ? [] : [expected], stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(found => found.Split('\t')[0]));
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_gives_the_built_in_names()
    {
        _home.WriteConfig("{ bad");
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(["__complete", "--config", _home.ConfigPath, "chat", "--model", "=gpt-4.1"]);
        Assert.Equal((0, ""), (exitCode, stderr));
        Assert.Contains("gpt-4.1\t", stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bash_completes_commands_options_and_names_with_colons()
    {
        const string Script = """
            source <(holysheep completion bash)
            ask() { COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}; _holysheep; printf '%s;' "${COMPREPLY[@]}"; echo; }
            ask 'holysheep prov'
            ask 'holysheep providers set ba'
            ask 'holysheep chat hi --model llama3:'
            ask 'holysheep rules remove '
            """;
        await RunAsync("bash", ["--norc", "-c", Script], "providers;\nbackup;\n8b;\nnight;\n");
    }

    [Fact]
    public async Task Zsh_completes_commands_options_and_names_with_colons()
    {
        const string Script = """
            autoload -U compinit; compinit -D -u
            source <(holysheep completion zsh)
            _describe() { print -rl -- "${(@P)3}" }
            ask() { words=("$@"); CURRENT=$#; _holysheep }
            ask holysheep providers set ba
            ask holysheep rules remove ''
            ask holysheep chat hi --model llama3
            """;
        await RunAsync("zsh", ["-f", "-c", Script], "backup:OpenAI http://127.0.0.1:1/v1\nnight:asks gpt-4.1\nllama3\\:8b:falls back to gpt-4.1\n");
    }

    [Fact]
    public async Task Fish_completes_commands_options_and_names_with_colons()
    {
        const string Script = """
            holysheep completion fish | source
            complete -C 'holysheep providers set ba'
            complete -C 'holysheep rules remove '
            complete -C 'holysheep chat hi --model llama3:'
            """;
        await RunAsync("fish", ["--no-config", "-c", Script], "backup\tOpenAI http://127.0.0.1:1/v1\nnight\tasks gpt-4.1\nllama3:8b\tfalls back to gpt-4.1\n");
    }

    [Fact]
    public async Task An_unknown_shell_is_reported_with_the_nearest()
    {
        var (exitCode, _, stderr) = await InProcess.RunAsync(["completion", "bsh"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("did you mean 'bash'?", stderr, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private async Task RunAsync(string shell, string[] args, string expected)
    {
        var found = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, shell)));
        if (OperatingSystem.IsWindows() || !found)
        {
            Assert.False(Environment.GetEnvironmentVariable("HOLYSHEEP_TEST_SHELLS") == "1", $"{shell} is not installed, and HOLYSHEEP_TEST_SHELLS asks for every shell. Install it, for example: apt-get install {shell}");
            log.WriteLine($"Skipped: {shell} is not installed on this machine.");
            return;
        }

        var result = await ChildProcess.RunAsync(new ChildOptions(shell, args) { Environment = _home.Variables, WorkingDirectory = _home.Folder });
        Assert.True(result.ExitCode == 0 && result.Stdout == expected, result.ToString());
    }
}
