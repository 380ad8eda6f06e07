using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>The shell blocks of every guide, run as one script with the built command; the guide's JSON blocks are the configuration of each.</summary>
public sealed class GuideTests
{
    public static TheoryData<string> Guides => [.. Readme.Guides];

    /// <summary>The guides without the one whose lines have a test of their own.</summary>
    public static TheoryData<string> OtherGuides => [.. Readme.Guides.Where(guide => guide != NightJobGuideTests.Guide)];

    [Theory]
    [MemberData(nameof(Guides))]
    public void Every_block_of_a_guide_is_of_a_language_that_a_test_runs(string guide) =>
        Assert.Empty(Readme.Languages(guide).Except(["bash", "json", "powershell", "sql"]));

    [Theory]
    [MemberData(nameof(OtherGuides))]
    public async Task The_shell_blocks_of_a_guide_run(string guide)
    {
        var blocks = Readme.Snippets("bash", guide);
        if (OperatingSystem.IsWindows() || blocks.Count == 0)
        {
            return; // The blocks are for a POSIX shell.
        }

        await using var provider = new ScriptedProvider();
        using var home = new TempHome(Readme.Snippets("json", guide).FirstOrDefault()).Set("HOLYSHEEP_BASE_URL", provider.BaseUrl).Set("HOLYSHEEP_API_KEY", KeyMarker.Value);
        home.WriteFile("tickets.csv", "Id,Body\n1,It works.\n2,It broke again.\n");
        home.Set("PATH", Path.GetDirectoryName(BuiltCommand.Path) + ":" + Environment.GetEnvironmentVariable("PATH"));
        var result = BuiltCommand.WithoutKey(await ChildProcess.RunAsync(new ChildOptions("bash", "-euo", "pipefail", "-c", string.Join("\n", blocks))
        {
            WorkingDirectory = home.Folder,
            Environment = home.Variables,
        }));

        Assert.True(result.ExitCode == 0, result.Stderr);
        Assert.NotEmpty(result.Stdout);
    }
}
