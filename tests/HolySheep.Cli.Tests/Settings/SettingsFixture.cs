using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Settings;

/// <summary>Lines of the built command over one configuration file.</summary>
public abstract class SettingsFixture : IDisposable
{
    private protected TempHome Home { get; } = new();

    /// <summary>The file as the command left it.</summary>
    private protected JsonNode Config => JsonNode.Parse(File.ReadAllText(Home.ConfigPath))!;

    public void Dispose()
    {
        Home.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>The file's text of a part, without white space.</summary>
    private protected string Part(string name) => Config[name]?.ToJsonString() ?? "";

    /// <summary>Runs a line that succeeds as a process, and gives what it printed.</summary>
    private protected async Task<string> OutputAsync(params string[] line)
    {
        var result = await BuiltCommand.RunAsync(Home, line);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Stdout;
    }

    /// <summary>Runs a line that prints JSON as a process.</summary>
    private protected async Task<JsonElement> JsonAsync(params string[] line) => JsonDocument.Parse(await OutputAsync([.. line, "--json"])).RootElement;

    /// <summary>Runs a line that succeeds and needs nothing but the file, inside the test.</summary>
    private protected async Task<string> SetAsync(params string[] line)
    {
        var (exitCode, stdout, stderr) = await RunAsync(line);
        Assert.True(exitCode == 0, stderr);
        return stdout;
    }

    /// <summary>Runs a line that is refused as bad usage, inside the test, and gives its message.</summary>
    private protected async Task<string> RefusedAsync(params string[] line)
    {
        var (exitCode, stdout, stderr) = await RunAsync(line);
        Assert.Equal((2, ""), (exitCode, stdout));
        return stderr;
    }

    private Task<(int ExitCode, string Stdout, string Stderr)> RunAsync(string[] line)
    {
        CommandHint.FrontEnd = FrontEnd.Command;
        return InProcess.RunAsync([.. line, "--config", Home.ConfigPath]);
    }
}
