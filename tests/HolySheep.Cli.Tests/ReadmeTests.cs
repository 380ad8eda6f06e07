using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void Every_block_of_the_readme_is_of_a_language_that_a_test_runs() =>
        Assert.Equal(["bash", "json", "powershell"], Readme.Languages().Order());

    [Fact]
    public void The_readme_names_the_test_command_that_the_build_server_runs()
    {
        Assert.Contains("dotnet test\n", Readme.Snippets("bash"));
        Assert.Contains("\n.ci/postgres dotnet test ", File.ReadAllText(Path.Combine(Readme.Root, ".ci", "run")));
    }

    [Fact]
    public async Task Every_shell_block_of_the_readme_runs_and_answers()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The blocks are for a POSIX shell.
        }

        await using var provider = new ScriptedProvider();
        using var home = new TempHome().Set("HOLYSHEEP_BASE_URL", provider.BaseUrl);

        // The tests run while the build's output is in use: nothing is built again, and nothing is tested twice.
        var script = string.Join("\n", Readme.Snippets("bash").Where(snippet => snippet != "dotnet test\n"))
            .Replace("dotnet run --project src/HolySheep.Cli --", BuiltCommand.IsNamed ? $"'{BuiltCommand.Path}'" : $"dotnet run --no-build --configuration {Configuration} --project src/HolySheep.Cli --", StringComparison.Ordinal)
            .Replace("spend.html", Path.Combine(home.Folder, "spend.html"), StringComparison.Ordinal)
            .Replace("$PWD/src/HolySheep.Cli/bin/Debug/net10.0", Path.GetDirectoryName(BuiltCommand.Path), StringComparison.Ordinal);
        var result = await ChildProcess.RunAsync(new ChildOptions("bash", "-euo", "pipefail", "-c", script)
        {
            WorkingDirectory = Readme.Root,
            Environment = home.Variables.Where(variable => variable.Key != "HOME").ToDictionary(),
        });

        Assert.True(result.ExitCode == 0, result.Stderr);
        var lines = result.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(8, lines.Length);
        Assert.Contains("Xin chào", lines[0], StringComparison.Ordinal);
        Assert.Contains("Why is the sky blue?", lines[1], StringComparison.Ordinal);
        Assert.Contains("three log lines", lines[2], StringComparison.Ordinal);
        Assert.Contains("\"model_used\":\"gemini-2.5-flash\"", lines[3], StringComparison.Ordinal);
        Assert.StartsWith("2 rows: 2 answered", lines[4], StringComparison.Ordinal);
        Assert.Matches(@"^\d{4}-\d\d-\d\d\tgpt-4\.1\t2\t2\t0\t0\t\d+\t\d+\t0\.\d+\t0\t0\.00$", lines[5]);
        Assert.StartsWith("all\t", lines[6], StringComparison.Ordinal);
        Assert.True(File.Exists(lines[7]));
        Assert.Equal(2, provider.CallCount);
    }

    [Fact]
    public async Task The_line_for_cron_passes_the_exit_code_on()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // The line is for a POSIX shell.
        }

        using var home = new TempHome();
        var folder = Directory.CreateDirectory(Path.Combine(home.Folder, "tickets")).FullName;
        File.WriteAllText(Path.Combine(folder, "tickets.csv"), "Id,Body\n1,No coffee\n");
        var line = File.ReadLines(Path.Combine(Readme.Root, "README.md")).Single(text => text.StartsWith("    0 2 * * *  ", StringComparison.Ordinal))["    0 2 * * *  ".Length..]
            .Replace("/srv/tickets", folder, StringComparison.Ordinal).Replace("holysheep csv", BuiltCommand.Path + " csv", StringComparison.Ordinal);

        Assert.Equal(0, (await ShellAsync(line + " --sandbox")).ExitCode);
        Assert.Equal(3, (await ShellAsync(line)).ExitCode);

        Task<ChildResult> ShellAsync(string command) => ChildProcess.RunAsync(new ChildOptions("sh", "-c", command) { Environment = home.Variables });
    }

    private static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
}
