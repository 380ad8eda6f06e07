using System;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;
using HolySheep.TestKit.Walks;
using Xunit;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>The walks for PowerShell, from the first line to the last, in a real <c>pwsh</c>: what the page shows is what the shell shows.</summary>
public sealed class WalkTests
{
    public static TheoryData<string> Pages => [.. Walk.PagesIn("powershell")];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_line_of_a_walk_shows_what_the_page_shows(string page)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Both streams go into one through a POSIX shell, in the order of a terminal.
        }

        var walk = Walk.Read(page);
        await using var provider = WalkProvider.Start();
        using var home = new TempHome().Set("HOLYSHEEP_BASE_URL", provider.BaseUrl).Set("NO_COLOR", "1");
        var script = home.WriteFile("walk.ps1", "$PSStyle.OutputRendering = 'PlainText'\n" + walk.ToScript(text => $"'{text}'").Replace("./HolySheep.psd1", $"'{StagedModule.Root}/HolySheep.psd1'", StringComparison.Ordinal));
        var shell = ShellProcess.Options(typeof(WalkTests).Assembly, "-NoProfile", "-NonInteractive", "-File", script);
        var result = await ChildProcess.RunAsync(new ChildOptions("sh", ["-c", "exec \"$@\" 2>&1", "sh", shell.FileName, .. shell.Arguments]) { WorkingDirectory = home.UserFolder, Environment = home.Variables });

        var difference = walk.FindDifference(Regex.Replace(result.Stdout, "\u001b\\[[0-9;?]*[a-zA-Z]", ""));
        Assert.True(difference.Length == 0, difference);
    }
}
