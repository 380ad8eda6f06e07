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
    private const string RunVariable = "CRASH_RUN";

    /// <param name="command">The executable.</param>
    /// <param name="plan">The night.</param>
    public static async Task<CrashFinding> RunAsync(string command, CrashPlan plan)
    {
        var faulty = new FaultyProvider(plan);
        await using var provider = faulty.Provider;
        using var home = new TempHome(string.Create(CultureInfo.InvariantCulture,
            $$"""{ "providers": { "faulty": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "env:{{RunVariable}}" } }, "defaults": { "provider": "faulty", "model": "m" }, "health": { "breakSec": {{plan.BreakSec}} } }"""));
        using var folder = new TempFolder("crash");
        var input = folder["in.csv"];
        var output = folder["out.csv"];
        await File.WriteAllLinesAsync(input, Enumerable.Range(1, plan.Rows).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row},\"row {row}.\"")).Prepend("Id,Body"));
        var options = new ChildOptions(command, "csv", input, "--out", output, "--prompt", "Answer {Body}", "--throttle-limit", plan.ThrottleLimit.ToString(CultureInfo.InvariantCulture))
        {
            Limit = plan.Limit,
        };
        var kills = await KillAsync(options, home, faulty, plan);
        var last = await ChildProcess.RunAsync(options with { Environment = Run(home, kills) });
        var violations = FindLost(output, plan).Concat(FindPaidTwice(faulty.Answered, plan, out var doubles)).ToList();
        return new CrashFinding(last, kills, provider.CallCount, provider.CallCount - faulty.Answered.Count, doubles, violations);
    }

    /// <summary>The environment of a run, with a key of its own by which the provider tells the runs apart.</summary>
    private static Dictionary<string, string> Run(TempHome home, int number) =>
        new(home.Variables) { [RunVariable] = string.Create(CultureInfo.InvariantCulture, $"crash-rehearsal-run-{number:00}") };

    /// <summary>How often the job was killed.</summary>
    private static async Task<int> KillAsync(ChildOptions options, TempHome home, FaultyProvider faulty, CrashPlan plan)
    {
        var random = new Random(plan.Seed + 1);
        var moments = Enumerable.Range(0, plan.Kills).Select(_ => random.Next(plan.Rows / 20, plan.Rows)).Order().ToList();
        var (kills, before) = (0, 0);
        foreach (var moment in moments)
        {
            await using var child = ChildProcess.Start(options with { Environment = Run(home, kills) });

            // At least one answer more, so that every kill hits a run at work.
            await UntilAsync(() => faulty.Answered.Count > Math.Max(moment - 1, before) || Path.Exists(options.Arguments[3]), plan.Limit);
            child.Kill9();
            await child.WaitAsync();
            before = faulty.Answered.Count;
            kills++;
        }

        return kills;
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

    /// <summary>A run pays for a row once, and a kill loses at most the answers that were under way: one for each call at once.</summary>
    private static List<string> FindPaidTwice(IReadOnlyList<(int Row, string? Run)> answered, CrashPlan plan, out int doubles)
    {
        var violations = answered.GroupBy(answer => answer).Where(group => group.Count() > 1)
            .Select(group => $"Row {group.Key.Row} was paid for {group.Count()} times in the run '{group.Key.Run}'.").ToList();
        var lost = answered.GroupBy(answer => answer.Row).SelectMany(row => row.Select(answer => answer.Run).Distinct().SkipLast(1)).GroupBy(run => run).ToList();
        violations.AddRange(lost.Where(run => run.Count() > plan.ThrottleLimit).Select(run => $"{run.Count()} answers of the run '{run.Key}' were paid for again, more than its {plan.ThrottleLimit} calls at once."));
        doubles = lost.Sum(run => run.Count());
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
