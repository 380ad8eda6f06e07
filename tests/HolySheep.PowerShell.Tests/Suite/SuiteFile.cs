using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>What Pester said of one file of the suite. <c>.ci/run</c> counts these results in <c>bin/Results</c>.</summary>
internal sealed record SuiteFile(int Passed, int Skipped, IReadOnlyList<string> Failed)
{
    private const string Ending = ".Tests.ps1";

    private static readonly string Folder = Path.Combine(StagedModule.Root, "tests", "Pester");

    /// <summary>Where the results are, a file each.</summary>
    internal static string ResultFolder { get; } = Directory.CreateDirectory(Path.Combine(Folder, "bin", "Results")).FullName;

    /// <summary>The names of all files, without their ending.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, $"*{Ending}").Select(path => Path.GetFileName(path)[..^Ending.Length]).Order()];

    /// <summary>The path of a script of the suite.</summary>
    internal static string ScriptPath(string name) => Path.Combine(Folder, name);

    /// <summary>Takes the result of an earlier run away.</summary>
    internal static void Prepare(string name) => File.Delete(ResultPath(name));

    /// <summary>The result of a file; null if there is none.</summary>
    internal static SuiteFile? Read(string name) =>
        File.Exists(ResultPath(name)) ? JsonSerializer.Deserialize<SuiteFile>(File.ReadAllText(ResultPath(name))) : null;

    /// <summary>Runs one file in a pwsh of its own.</summary>
    internal static async Task<(SuiteFile? Result, ChildResult Child)> RunAloneAsync(string name)
    {
        Prepare(name);
        var child = await ChildProcess.RunAsync(ShellProcess.Options(
            typeof(SuiteFile).Assembly, "-NoProfile", "-NonInteractive", "-File", ScriptPath("Invoke-Suite.ps1"), "-Name", name, "-ResultPath", ResultPath(name)) with
        {
            Limit = TimeSpan.FromMinutes(10),
        });
        return (Read(name), child);
    }

    private static string ResultPath(string name) => Path.Combine(ResultFolder, $"{name}.json");
}
