using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Commands;

public sealed class ShortOptionTests
{
    [Fact]
    public async Task M_is_the_model_and_s_the_system_text()
    {
        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("a"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "-m", "deepseek-v3.2", "-s", "Be brief.");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("deepseek-v3.2", provider.Requests[0].Body, StringComparison.Ordinal);
        Assert.Contains("Be brief.", provider.Requests[0].Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-m")]
    [InlineData("-s")]
    public async Task A_short_option_does_not_take_the_next_option_as_its_value(string option)
    {
        var (exitCode, _, stderr) = await InProcess.RunAsync(["chat", "hi", option, "--json"]);
        Assert.Equal(2, exitCode);
        Assert.Contains($"Option {option} needs a value, and --json follows.", stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("help providers set", "holysheep providers set groq")]
    [InlineData("help", "Exit codes:")]
    [InlineData("help version", "Shows the version.")]
    public async Task Help_of_a_topic_is_the_commands_help(string line, string expected)
    {
        var (exitCode, stdout, _) = await InProcess.RunAsync(line.Split(' '));
        Assert.Equal(0, exitCode);
        Assert.Contains(expected, stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_an_unknown_topic_names_the_nearest()
    {
        var (exitCode, _, stderr) = await InProcess.RunAsync(["help", "chian"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("Did you mean", stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_that_of_the_option()
    {
        using var home = new TempHome();
        Assert.Equal((await BuiltCommand.RunAsync(home, "--version")).Stdout, (await BuiltCommand.RunAsync(home, "version")).Stdout);
    }
}
