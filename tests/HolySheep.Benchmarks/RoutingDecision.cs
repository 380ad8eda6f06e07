using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.Benchmarks;

/// <summary>A routing decision over 100 targets under each strategy: percentiles over many decisions, and what one allocates.</summary>
internal static class RoutingDecision
{
    private const int Targets = 100;
    private const int WarmUp = 50_000;
    private static readonly RouteQuery Query = new() { Model = "model" };

    public static void Run(int decisions)
    {
        Console.WriteLine("| strategy | median µs | p99 µs | bytes allocated |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var strategy in Enum.GetValues<TargetStrategy>())
        {
            var (median, p99, bytes) = Measure(strategy, decisions);
            Console.WriteLine(FormattableString.Invariant($"| `{TargetStrategyName.Of(strategy)}` | {median:0.00} | {p99:0.00} | {bytes:#,0} |"));
        }
    }

    private static (double Median, double P99, long Bytes) Measure(TargetStrategy strategy, int decisions)
    {
        var line = new RouteTable(Configuration(strategy) with { Catalog = Catalog() }).Line(Query);
        var random = new Random(1);
        var facts = Enumerable.Range(0, Targets).Select(_ => new TargetFacts { InFlight = random.Next(8), SecondsPerToken = random.NextDouble(), Cost = random.Next(1, 100) }).ToArray();
        var samples = new double[decisions];
        long allocated = 0;
        for (var turn = -WarmUp; turn < decisions; turn++)
        {
            if (turn == 0)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread();
            }

            // What is known changes from call to call: no order comes sorted.
            facts[random.Next(Targets)] = new TargetFacts { InFlight = random.Next(8), SecondsPerToken = random.NextDouble(), Cost = random.Next(1, 100) };
            var (first, second) = (random.NextDouble(), random.NextDouble());
            var start = Stopwatch.GetTimestamp();
            var plan = RoutePlanner.Plan(line, Query, new RouteFacts
            {
                Targets = facts,
                Turns = [turn + WarmUp],
                FirstDraw = first,
                SecondDraw = second,
            });
            var ticks = Stopwatch.GetTimestamp() - start;
            if (turn >= 0)
            {
                samples[turn] = ticks * 1e6 / Stopwatch.Frequency;
            }

            GC.KeepAlive(plan);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        Array.Sort(samples);
        return (samples[decisions / 2], samples[decisions / 100 * 99], allocated / decisions);
    }

    private static ModelCatalog Catalog()
    {
        var random = new Random(3);
        return new ModelCatalog([.. Enumerable.Range(0, Targets).Select(i => new ModelEntry { Id = "m" + i, Price = new ModelPrice(random.Next(1, 50), random.Next(1, 50)) })]);
    }

    private static HolySheepConfiguration Configuration(TargetStrategy strategy)
    {
        var random = new Random(2);
        return new HolySheepConfiguration
        {
            Providers = Enumerable.Range(0, Targets).Select(i => new ProviderOptions { Name = "p" + i, Kind = ProviderKind.OpenAI }).ToDictionary(provider => provider.Name),
            Models = new Dictionary<string, ModelOptions>
            {
                ["model"] = new()
                {
                    Targets = Enumerable.Range(0, Targets).Select(i => new TargetOptions("p" + i, "m" + i, random.Next(1, 20))).ToList(),
                    Strategy = strategy,
                },
            },
            Chains = new Dictionary<string, IReadOnlyList<string>>(),
        };
    }
}
