using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Resilience.Health;
using HolySheep.Routing;
using HolySheep.State;

namespace HolySheep.Benchmarks;

/// <summary>What a call does with health while nothing changes, with state in memory and in the file, in turns in one run: the difference is what sharing adds to the call.</summary>
internal static class StateCost
{
    private const int Batch = 500;
    private const int WarmUpRounds = 60;
    private static readonly RouteCandidate Candidate = new() { Provider = "one", Model = "alpha", ChainIndex = 0, ChainModel = "alpha", QuotaGroup = "one/alpha" };

    public static void Run(int calls)
    {
        var folder = Directory.CreateTempSubdirectory("holysheep-state-").FullName;
        using (var memory = new ClientState(null, TimeProvider.System))
        using (var shared = new ClientState(folder, TimeProvider.System))
        {
            HealthBook[] books = [new(memory.Health, new HealthOptions()), new(shared.Health, new HealthOptions())];
            var samples = books.Select(_ => new List<double>()).ToArray();
            for (var round = -WarmUpRounds; round < calls / Batch; round++)
            {
                for (var i = 0; i < books.Length; i++)
                {
                    Measure(books[i], round >= 0 ? samples[i] : []);
                }
            }

            var medians = samples.Select(sample => sample.Order().ElementAt(sample.Count / 2)).ToArray();
            Console.WriteLine("| health of one call | median µs | more µs |");
            Console.WriteLine("| --- | ---: | ---: |");
            Console.WriteLine(FormattableString.Invariant($"| in memory | {medians[0]:0.00} | |"));
            Console.WriteLine(FormattableString.Invariant($"| in `state.db` | {medians[1]:0.00} | {medians[1] - medians[0]:0.0} |"));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>As a call does: learn what others know, look at the target, tell that it answered.</summary>
    private static void Measure(HealthBook book, List<double> samples)
    {
        for (var call = 0; call < Batch; call++)
        {
            var now = TimeProvider.System.GetUtcNow();
            var start = Stopwatch.GetTimestamp();
            book.Refresh();
            book.Look(Candidate, now);
            book.Answered(Candidate, key: null, now, now);
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }
}
