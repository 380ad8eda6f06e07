using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.PowerShell.Tests.Engine;
using HolySheep.TestKit;
using HolySheep.TestKit.Processes;

namespace HolySheep.PowerShell.Tests.Suite;

/// <summary>What Pester said of one file of the suite.</summary>
internal sealed record SuiteFile(int Passed, int Skipped, IReadOnlyList<string> Failed)
{
    private const string Ending = ".Tests.ps1";

    internal static string Folder { get; } = Path.Combine(StagedModule.Root, "tests", "Pester");

    /// <summary>The names of all files, without their ending.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetFiles(Folder, $"*{Ending}").Select(path => Path.GetFileName(path)[..^Ending.Length]).Order()];

    /// <summary>Runs one file in a real pwsh. <c>.ci/run</c> counts the results that this leaves in <c>bin/Results</c>.</summary>
    internal static async Task<(SuiteFile? Result, ChildResult Child)> RunAsync(string name)
    {
        var results = Directory.CreateDirectory(Path.Combine(Folder, "bin", "Results")).FullName;
        var path = Path.Combine(results, $"{name}.json");
        File.Delete(path);
        var child = await ChildProcess.RunAsync(ShellProcess.Options(
            typeof(SuiteFile).Assembly, "-NoProfile", "-NonInteractive", "-File", Path.Combine(Folder, "Invoke-Suite.ps1"), "-Name", name, "-ResultPath", path) with
        {
            Limit = System.TimeSpan.FromMinutes(10),
        });
        return (File.Exists(path) ? JsonSerializer.Deserialize<SuiteFile>(File.ReadAllText(path)) : null, child);
    }
}
