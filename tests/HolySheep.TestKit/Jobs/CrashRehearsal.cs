using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Jobs;

/// <summary>Runs a CSV job as a process of its own against a faulty provider, kills it at random, starts it again, and looks at what is left in the end.</summary>
public static class CrashRehearsal
{
    /// <param name="command">The executable.</param>
    /// <param name="plan">The night.</param>
    public static async Task<CrashFinding> RunAsync(string command, CrashPlan plan)
    {
        var faulty = new FaultyProvider(plan);
        await using var provider = faulty.Provider;
        using var home = new TempHome(string.Create(CultureInfo.InvariantCulture,
            $$"""{ "providers": { "faulty": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none" } }, "defaults": { "provider": "faulty", "model": "m" }, "health": { "breakSec": {{plan.BreakSec}} } }"""));
        using var folder = new TempFolder("crash");
        var input = folder["in.csv"];
        var output = folder["out.csv"];
        await File.WriteAllLinesAsync(input, Enumerable.Range(1, plan.Rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},\"row {row}.\"")).Prepend("Id,Body"));
        var options = new ChildOptions(command, "csv", input, "--out", output, "--prompt", "Answer {Body}", "--throttle-limit", plan.ThrottleLimit.ToString(CultureInfo.InvariantCulture))
        {
            Environment = home.Variables,
            Limit = plan.Limit,
        };
        var killedAt = await KillAsync(options, faulty, plan);
        var last = await ChildProcess.RunAsync(options);
        var violations = FindLost(output, plan).Concat(FindPaidTwice(faulty.Answered, killedAt, plan, out var doubles)).ToList();
        return new CrashFinding(last, killedAt.Count, provider.CallCount, provider.CallCount - faulty.Answered.Count, doubles, violations);
    }

    /// <summary>How many rows the provider had answered at each kill.</summary>
    private static async Task<List<int>> KillAsync(ChildOptions options, FaultyProvider faulty, CrashPlan plan)
    {
        var random = new Random(plan.Seed + 1);
        var moments = Enumerable.Range(0, plan.Kills).Select(_ => random.Next(plan.Rows / 20, plan.Rows)).Order().ToList();
        var killedAt = new List<int>();
        foreach (var moment in moments)
        {
            await using var child = ChildProcess.Start(options);

            // At least one answer more, so that every kill hits a run at work.
            await UntilAsync(() => faulty.Answered.Count > Math.Max(moment - 1, killedAt.LastOrDefault()) || Path.Exists(options.Arguments[3]), plan.Limit);
            child.Kill9();
            await child.WaitAsync();
            killedAt.Add(faulty.Answered.Count);
        }

        return killedAt;
    }

    private static IEnumerable<string> FindLost(string output, CrashPlan plan)
    {
        var lines = File.ReadAllLines(output);
        if (lines.Length != plan.Rows + 1)
        {
            yield return $"{lines.Length - 1} rows of {plan.Rows} came out.";
        }

        foreach (var (line, row) in lines.Skip(1).Select((line, index) => (line, index + 1)))
        {
            var expected = string.Create(CultureInfo.InvariantCulture, $"{row},row {row}.,answer {row},m,");
            if (!line.StartsWith(expected, StringComparison.Ordinal))
            {
                yield return $"Row {row} is: {line}";
            }
        }
    }

    /// <summary>An answer may be lost only while it was on its way when the job was killed: among the last that the provider gave.</summary>
    private static List<string> FindPaidTwice(IReadOnlyList<int> answered, List<int> killedAt, CrashPlan plan, out int doubles)
    {
        var violations = new List<string>();
        doubles = 0;
        foreach (var row in answered.Select((row, place) => (row, place)).GroupBy(answer => answer.row))
        {
            foreach (var (number, place) in row.SkipLast(1))
            {
                doubles++;
                if (!killedAt.Any(kill => place >= kill - plan.ThrottleLimit && place < kill + plan.ThrottleLimit))
                {
                    violations.Add($"Row {number} was paid for again: its answer {place} was not under way at a kill ({string.Join(", ", killedAt)}).");
                }
            }
        }

        return violations;
    }

    private static async Task UntilAsync(Func<bool> reached, TimeSpan limit)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!reached())
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(start) > limit)
            {
                throw new TimeoutException("The job did not come as far as it should.");
            }

            await Task.Delay(2);
        }
    }
}
