using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>One call at zero latency by the native command, from the start of its process to its end, in turns with <c>curl</c> of the same bytes.</summary>
internal static class CommandStart
{
    private const double Bar = 4;
    private const string Body = """{"model":"gpt-4.1","messages":[{"role":"user","content":"Why is the sky blue?"}]}""";

    /// <param name="command">The path of the native command.</param>
    /// <param name="rounds">Calls of each kind.</param>
    /// <returns>0 if the command as users run it, with state and ledger on disk, is within the bar; otherwise 1.</returns>
    public static async Task<int> RunAsync(string command, int rounds)
    {
        using var server = new LoopbackServer(Answers.Plain, Answers.Streamed);
        var config = $$"""{ "providers": { "holysheep": { "kind": "openai", "baseUrl": "{{server.BaseUrl}}", "apiKey": "none" } } }""";
        using var disk = new TempHome(config);
        using var memory = new TempHome(config);
        memory.Set("HOLYSHEEP_STATE", "memory");
        (string Name, ChildOptions Options)[] kinds =
        [
            ("curl", new ChildOptions("curl", "-s", "-S", "-X", "POST", "-H", "Content-Type: application/json", "-d", Body, $"{server.BaseUrl}/chat/completions") { Environment = memory.Variables }),
            ("holysheep, state and ledger on disk", new ChildOptions(command, "chat", "Why is the sky blue?") { Environment = disk.Variables }),
            ("holysheep, state in memory, no ledger", new ChildOptions(command, "chat", "Why is the sky blue?") { Environment = memory.Variables }),
        ];
        var samples = kinds.Select(_ => new List<double>()).ToArray();
        for (var round = -2; round < rounds; round++)
        {
            for (var kind = 0; kind < kinds.Length; kind++)
            {
                var from = Stopwatch.GetTimestamp();
                var result = await ChildProcess.RunAsync(kinds[kind].Options);
                if (result.ExitCode != 0)
                {
                    throw new InvalidOperationException($"{kinds[kind].Name}: {result}");
                }

                if (round >= 0)
                {
                    samples[kind].Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                }
            }
        }

        var medians = samples.Select(taken => taken.Order().ElementAt(taken.Count / 2)).ToArray();
        Console.WriteLine("| one call, start to end of the process | median ms | ratio to curl |");
        Console.WriteLine("| --- | ---: | ---: |");
        for (var kind = 0; kind < kinds.Length; kind++)
        {
            Console.WriteLine(FormattableString.Invariant($"| {kinds[kind].Name} | {medians[kind]:0.0} | {medians[kind] / medians[0]:0.00} |"));
        }

        Console.WriteLine(FormattableString.Invariant($"bar, state and ledger on disk: at most {Bar}"));
        return medians[1] <= Bar * medians[0] ? 0 : 1;
    }
}
