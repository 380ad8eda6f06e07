using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>Answers without network and without cost.</summary>
public class SandboxTests
{
    [Fact]
    public async Task A_fresh_machine_gets_an_answer_that_says_where_it_is_from()
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "Xin chào", "--sandbox");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Sandbox", result.Stdout);
        Assert.Contains("Xin chào", result.Stdout);
        Assert.Empty(result.Stderr);
    }

    [Fact]
    public async Task Standard_output_is_the_answer_and_a_line_feed_as_UTF_8_without_a_mark()
    {
        using var home = new TempHome();
        var json = JsonDocument.Parse((await BuiltCommand.RunAsync(home, "chat", "Tiếng Việt 😀", "--sandbox", "--json")).Stdout).RootElement;

        var result = await BuiltCommand.RunAsync(home, "chat", "Tiếng Việt 😀", "--sandbox");

        Assert.Equal(System.Text.Encoding.UTF8.GetBytes(json.GetProperty("content").GetString() + "\n"), result.StdoutBytes);
        Assert.Equal("sandbox", json.GetProperty("provider").GetString());
        Assert.Equal(0m, json.GetProperty("cost_usd").GetDecimal());
    }

    [Theory]
    [InlineData]
    [InlineData("--stream")]
    public async Task Tonights_outage_is_rehearsed_this_afternoon(params string[] options)
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(
            home, ["chat", "hi", "--json", "--verbose", "--sandbox-script", "gpt-4.1=429x2; claude-sonnet-4.5=down", .. options]);

        Assert.Equal(0, result.ExitCode);
        var json = JsonDocument.Parse(result.Stdout).RootElement;
        Assert.Equal("gemini-2.5-flash", json.GetProperty("model_used").GetString());
        Assert.Equal(2, json.GetProperty("fallback_count").GetInt32());
        var kinds = json.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("kind").GetString());
        Assert.Equal(["Throttled", "Throttled", "Transient", "Transient", "Answered"], kinds);
        Assert.Contains("verbose: sandbox/gpt-4.1: Throttled", result.Stderr);
        Assert.Contains("warning: gpt-4.1 did not answer", result.Stderr);
    }

    [Theory]
    [InlineData("*=down", 5)]
    [InlineData("*=auth", 3)]
    [InlineData("*=quota", 4)]
    [InlineData("*=refuse", 7)]
    public async Task Every_model_out_ends_with_the_exit_code_of_the_fault(string script, int exitCode)
    {
        using var home = new TempHome();

        var result = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox-script", script);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Stdout);
    }

    [Fact]
    public async Task Verbose_shows_the_route_and_debug_the_attempts_too_on_standard_error_alone()
    {
        using var home = new TempHome();

        var plain = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox");
        var verbose = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", "--verbose");
        var debug = await BuiltCommand.RunAsync(home, "chat", "hi", "--sandbox", "--debug");

        Assert.All([verbose, debug], result => Assert.Equal(plain.Stdout, result.Stdout));
        Assert.StartsWith("verbose: ", verbose.Stderr);
        Assert.Contains("sandbox/gpt-4.1, ", verbose.Stderr.Split('\n')[0]);
        Assert.DoesNotContain("debug: ", verbose.Stderr);
        Assert.Contains("verbose: ", debug.Stderr);
        Assert.Contains("debug: ", debug.Stderr);
    }
}
