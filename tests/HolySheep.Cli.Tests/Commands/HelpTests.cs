using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.Cli.Commands;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public class HelpTests
{
    [Fact]
    public void No_command_has_two_options_of_one_name() =>
        Assert.All(ParityTests.All(new HolySheepCommand(null!, null!, null!)), command => Assert.Equal(command.Options.Select(option => option.Name).Distinct(), command.Options.Select(option => option.Name)));

    [Fact]
    public async Task Help_of_chat_lists_every_option_and_shows_examples()
    {
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(["chat", "--help"]);

        Assert.Equal(0, exitCode);
        Assert.Empty(stderr);
        string[] options =
        [
            "-m, --model", "--fallback", "--no-fallback", "--provider", "--exclude-provider", "-s, --system", "--stream", "--json", "--config", "--sandbox", "--sandbox-script",
            "--timeout", "--attempt-timeout", "--first-token", "--stall-timeout", "--max-tokens", "--temperature", "--tag",
            "--top-p", "--stop", "--seed", "--reasoning-effort", "--schema", "--extra", "--header", "--retries", "--max-attempts", "--max-cost", "--patience", "--hedge",
            "--on-cut", "--fallback-on-refusal", "--verbose", "--debug",
        ];
        Assert.All(options, option => Assert.Contains($"\n  {option} ", stdout));
        Assert.Contains("Examples:\n  holysheep chat 'Xin chào' --sandbox", stdout);
    }

    [Theory]
    [InlineData("--help", "holysheep models --offline")]
    [InlineData("models --help", "holysheep models --provider")]
    [InlineData("providers test --help", "holysheep providers test holysheep")]
    [InlineData("providers presets --help", "holysheep providers presets azure --json")]
    [InlineData("usage prune --help", "holysheep usage prune --older-than 90")]
    [InlineData("report --help", "holysheep report --out report.html")]
    [InlineData("chat --modle x --help", "holysheep chat 'Xin chào'")]
    public async Task Help_ends_with_examples_of_what_was_asked_for(string line, string example)
    {
        var (exitCode, stdout, _) = await InProcess.RunAsync(line.Split(' '));

        Assert.Equal(0, exitCode);
        Assert.Contains(example, stdout[stdout.IndexOf("Examples:", System.StringComparison.Ordinal)..]);
    }

    [Theory]
    [InlineData("frobnicate --help", "Unknown command 'frobnicate'", "Commands are: chat, csv")]
    [InlineData("chatt -h", "Unknown command 'chatt'", "Did you mean chat?")]
    [InlineData("--help csvv", "Unknown command 'csvv'", "Did you mean csv?")]
    [InlineData("providers tset --help", "Unknown command 'tset'", "Did you mean test?")]
    [InlineData("models improt -?", "Unknown command 'improt'", "Did you mean import?")]
    [InlineData("frobnicate --version", "Unknown command 'frobnicate'", "Commands are: chat, csv")]
    public async Task Help_about_a_command_that_does_not_exist_ends_with_2_and_a_suggestion(string line, string message, string hint)
    {
        var (exitCode, stdout, stderr) = await InProcess.RunAsync(line.Split(' '));

        Assert.Equal((2, ""), (exitCode, stdout));
        Assert.Contains(message, stderr);
        Assert.Contains(hint, stderr);
    }

    [Fact]
    public async Task The_version_is_the_manifests()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "--version");

        Assert.Equal(0, result.ExitCode);
        var manifest = File.ReadAllText(Path.Combine(Readme.Root, "HolySheep.psd1"));
        var version = Regex.Match(manifest, "ModuleVersion *= '(.+)'").Groups[1].Value;
        var prerelease = Regex.Match(manifest, "Prerelease *= '(.+)'").Groups[1].Value;
        Assert.Equal((prerelease.Length == 0 ? version : $"{version}-{prerelease}") + "\n", result.Stdout);
    }

    [Fact]
    public async Task The_built_command_prints_help_as_UTF_8()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("holysheep chat 'Xin chào' --sandbox", result.Stdout);
        Assert.Contains("Exit codes:", result.Stdout);
    }
}
