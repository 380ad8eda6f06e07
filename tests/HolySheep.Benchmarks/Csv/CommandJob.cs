using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks.Csv;

/// <summary>A job as users run it: by the command, in a process of its own, with health, limits and the ledger on the disk.</summary>
internal static class CommandJob
{
    /// <summary>Writes the input of a job.</summary>
    public static Task WriteInputAsync(string path, int rows) =>
        File.WriteAllLinesAsync(path, Enumerable.Range(1, rows).Select(row => FormattableString.Invariant($"{row},\"Text number {row}, of the usual length of a short review.\"")).Prepend("Id,Body"));

    /// <returns>The seconds that the job says it took.</returns>
    public static async Task<double> RunAsync(string command, Uri baseUrl, int rows, int atOnce)
    {
        using var home = new TempHome(
            $$"""
            {
              "providers": { "loopback": { "kind": "openai", "baseUrl": "{{baseUrl}}", "apiKey": "none" } },
              "models": { "m": { "targets": [ "loopback/gpt-4.1" ], "price": { "input": 2, "output": 8 } } },
              "defaults": { "model": "m" }
            }
            """);
        var input = Path.Combine(home.Folder, "in.csv");
        await WriteInputAsync(input, rows);
        var done = await ChildProcess.RunAsync(new ChildOptions(
            command, "csv", input, "--out", Path.Combine(home.Folder, "out.csv"), "--prompt", "Sentiment of: {Body}", "--throttle-limit", atOnce.ToString(CultureInfo.InvariantCulture), "--json")
        {
            Environment = home.Variables,
            Limit = TimeSpan.FromMinutes(10),
        });
        using var summary = JsonDocument.Parse(done.ExitCode == 0 ? done.Stdout : throw new InvalidOperationException($"Exit {done.ExitCode}: {done.Stderr}"));
        return summary.RootElement.GetProperty("duration_ms").GetDouble() / 1000;
    }
}
