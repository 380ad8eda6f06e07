using System.Collections.Generic;
using System.Linq;
using BenchmarkDotNet.Attributes;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.Benchmarks;

/// <summary>A routing decision over 100 targets.</summary>
[MemoryDiagnoser]
public class RoutingBenchmarks
{
    private readonly RouteTable _table = new(Configuration());
    private readonly RouteQuery _query = new() { Model = "model" };

    [Benchmark]
    public object Plan() => RoutePlanner.Plan(_query, _table);

    private static HolySheepConfiguration Configuration() => new()
    {
        Providers = Enumerable.Range(0, 100).Select(i => new ProviderOptions { Name = "p" + i, Kind = ProviderKind.OpenAI }).ToDictionary(provider => provider.Name),
        Models = new Dictionary<string, ModelOptions>
        {
            ["model"] = new() { Targets = Enumerable.Range(0, 100).Select(i => new TargetOptions("p" + i, "model")).ToList(), Strategy = TargetStrategy.RoundRobin },
        },
        Chains = new Dictionary<string, IReadOnlyList<string>>(),
    };
}
