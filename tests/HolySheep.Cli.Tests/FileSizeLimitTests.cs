using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

/// <summary>Run with a limit on the size of files (<c>ulimit -f</c>), which ends a process by a signal unless it ignores that.</summary>
public class FileSizeLimitTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("8")]
    public async Task An_answer_is_not_lost_where_no_file_can_grow(string blocks)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var provider = new ScriptedProvider();
        provider.OnAny().Answer(Reply.Text("it is well"));
        using var home = ProviderHome.At(provider.BaseUrl);
        var options = BuiltCommand.Options(home, "chat", "hi");

        // The runtime of a build that is not native code keeps its own code in a file, unless it may write to code.
        var result = BuiltCommand.WithoutKey(await ChildProcess.RunAsync(new ChildOptions("/bin/sh", "-c", $"ulimit -f {blocks}; exec \"$0\" \"$@\"", options.FileName, options.Arguments[0], options.Arguments[1])
        {
            Environment = new Dictionary<string, string>(options.Environment) { ["DOTNET_EnableWriteXorExecute"] = "0" },
        }));

        Assert.Equal((0, "it is well\n"), (result.ExitCode, result.Stdout));
        Assert.Equal(1, provider.CallCount);
    }
}
