using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

public sealed class CostGuideTests
{
    [Fact]
    public async Task The_shell_block_of_the_guide_to_cheaper_models_compares_them()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The block is for a POSIX shell.
        }

        using var home = new TempHome();
        var guide = File.ReadAllText(Path.Combine(Readme.Root, "docs", "guides", "would-another-model-be-cheaper.md"));
        var block = Assert.Single(Regex.Matches(guide, "^```bash\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)).Groups[1].Value;
        var variables = home.Variables.ToDictionary();
        variables["PATH"] = Path.GetDirectoryName(BuiltCommand.Path) + ":" + Environment.GetEnvironmentVariable("PATH");

        var result = await ChildProcess.RunAsync(new ChildOptions("bash", "-euo", "pipefail", "-c", block) { WorkingDirectory = home.Folder, Environment = variables });

        Assert.True(result.ExitCode == 0, result.Stderr);
        Assert.Equal(["gpt-4.1", "deepseek-v3.2"], result.Stdout.TrimEnd('\n').Split('\n').Select(line => line.Split('\t')[0]));
    }
}
