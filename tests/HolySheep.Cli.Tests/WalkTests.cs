using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.TestKit;
using HolySheep.TestKit.Walks;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>The walks for a shell, from the first line to the last, in a terminal: what the page shows is what the shell shows.</summary>
public sealed class WalkTests
{
    public static TheoryData<string> Pages => [.. Walk.PagesIn("bash")];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_line_of_a_walk_shows_what_the_page_shows(string page)
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // The terminal is made by script of util-linux.
        }

        var walk = Walk.Read(page);
        await using var provider = WalkProvider.Start();
        using var home = new TempHome().Set("HOLYSHEEP_BASE_URL", provider.BaseUrl).Set("NO_COLOR", "1").Set("TERM", "dumb");
        home.Set("PATH", Path.GetDirectoryName(BuiltCommand.Path) + ":" + Environment.GetEnvironmentVariable("PATH"));
        var script = home.WriteFile("walk.sh", "stty cols 150 rows 50\n" + walk.ToScript(text => $"echo '{text}'"));
        var result = await ChildProcess.RunAsync(new ChildOptions("script", "-qec", $"bash --noprofile --norc '{script}'", "/dev/null")
        {
            WorkingDirectory = home.UserFolder,
            Environment = home.Variables,
        });

        Assert.True(result.ExitCode == 0, result.ToString());
        var difference = walk.FindDifference(Lasting(result.Stdout));
        Assert.True(difference.Length == 0, difference);
    }

    [Theory]
    [InlineData("one\ntwo\n", "one\ntwo", true)]
    [InlineData("a  b\n", "\na b   \r\n", true)]
    [InlineData("took … s\n", "took 0.3 s", true)]
    [InlineData("first\n…\nlast\n", "first\nlast", true)]
    [InlineData("first\n…\nlast\n", "first\n2\n3\nlast", true)]
    [InlineData("one\n", "two", false)]
    [InlineData("one\n", "one\ntwo", false)]
    [InlineData("one\ntwo\n", "one", false)]
    [InlineData("took … s\n", "took 0.3\n s", false)]
    [InlineData("$0.10 (a)\n", "$0.20 (a)", false)]
    public void A_page_shows_what_the_shell_shows_and_nothing_else(string shown, string output, bool same) =>
        Assert.Equal(same, new WalkStep("", shown).Shows(output));

    // What stays on a terminal: neither control sequences, nor the progress of a job, which a terminal that can erases.
    private static string Lasting(string output) => Regex.Replace(Regex.Replace(output, "\u001b\\[[0-9;?]*[a-zA-Z]|\u001b[=>]", ""), @"^(reading the input|\d+ of \d+ rows, ).*\n", "", RegexOptions.Multiline);
}
