using System;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>Started with streams that a shell has closed, as some schedulers do.</summary>
public class ClosedStreamTests
{
    [Theory]
    [InlineData("chat")]
    [InlineData("chat", "-")]
    public async Task A_closed_standard_input_without_a_prompt_ends_with_2_and_never_hangs(params string[] args)
    {
        using var home = new TempHome();
        if (HasNoShell())
        {
            return;
        }

        var result = await RunAsync(home, "<&-", [.. args, "--sandbox"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("No prompt was given, and standard input is empty", result.Stderr);
    }

    [Fact]
    public async Task A_closed_standard_input_does_not_affect_a_call_with_a_prompt()
    {
        using var home = new TempHome();
        if (HasNoShell())
        {
            return;
        }

        var result = await RunAsync(home, "<&-", "chat", "hi", "--sandbox");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("You said: hi\n", result.Stdout);
    }

    [Theory]
    [InlineData(">&-")]
    [InlineData("<&- >&-")]
    public async Task A_closed_standard_output_is_reported_before_any_call_is_paid_for(string closed)
    {
        if (HasNoShell())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("nobody reads this"));
        using var home = ProviderHome.At(provider.BaseUrl);

        var result = await RunAsync(home, closed, "chat", "hi");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("Standard output is closed", result.Stderr);
        Assert.Empty(provider.Requests);
    }

    [Fact]
    public async Task A_closed_standard_error_costs_messages_but_no_answer()
    {
        using var home = new TempHome();
        if (HasNoShell())
        {
            return;
        }

        var result = await RunAsync(home, "<&- 2>&-", "chat", "hi", "--sandbox", "--verbose");

        Assert.Equal(0, result.ExitCode);
        Assert.EndsWith("You said: hi\n", result.Stdout);
    }

    private static Task<ChildResult> RunAsync(TempHome home, string closed, params string[] args) =>
        BuiltCommand.RunAsync(new ChildOptions("/bin/sh", ["-c", $"exec \"$0\" \"$@\" {closed}", BuiltCommand.Path, .. args])
        {
            Environment = home.Variables,
            Limit = TimeSpan.FromSeconds(30),
        });

    private static bool HasNoShell()
    {
        if (!OperatingSystem.IsWindows())
        {
            return false;
        }

        Console.WriteLine("Not run: Windows starts no process with closed streams.");
        return true;
    }
}
