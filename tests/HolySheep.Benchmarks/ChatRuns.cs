using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks;

/// <summary>
/// <see cref="ChatRatio"/> in several processes, one after another. A process has one of two speeds, as its threads wake idle processors or not, and its subjects not always the same one:
/// one process alone can say 1.3 or 2.
/// </summary>
internal static class ChatRuns
{
    public static async Task RunAsync(int calls, int processes)
    {
        var runs = new List<string[][]>();
        for (var run = 0; run < processes; run++)
        {
            runs.Add(await RunAsync(calls));
            Console.WriteLine($"process {run + 1}: {string.Join(", ", runs[^1].Select(row => row[2]))} x");
        }

        Console.WriteLine();
        Console.WriteLine("| call, medians of all processes | µs | ratio | bytes allocated |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        for (var row = 0; row < runs[0].Length; row++)
        {
            double Median(int column) => Quantile.Of([.. runs.Select(run => double.Parse(run[row][column], NumberStyles.Number, CultureInfo.InvariantCulture))], 0.5);
            Console.WriteLine(FormattableString.Invariant($"| {runs[0][row][0]} | {Median(1):0.0} | {Median(2):0.00} | {Median(3):#,0} |"));
        }
    }

    /// <summary>One process.</summary>
    /// <returns>The rows of its table: name, microseconds, ratio, bytes.</returns>
    private static async Task<string[][]> RunAsync(int calls)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["chat", calls.ToString(CultureInfo.InvariantCulture), "1"]) { RedirectStandardOutput = true })!;
        var table = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))];
    }
}
