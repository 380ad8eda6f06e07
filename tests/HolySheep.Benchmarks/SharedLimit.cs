using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>Eight processes, each with so many calls, under one limit of 60 requests a second: how many the provider counts in any sliding second.</summary>
internal static class SharedLimit
{
    private const int Processes = 8;
    private const int PerSecond = 60;

    /// <returns>0 where no sliding second had more than the limit and one second's burst, and every call was answered; else 1.</returns>
    public static async Task<int> RunAsync(int calls)
    {
        await using var provider = new ScriptedProvider();
        using var home = new TempHome(
            $$"""{ "providers": { "one": { "kind": "openai", "baseUrl": "{{provider.BaseUrl}}", "apiKey": "none", "requestsPerMinute": {{PerSecond * 60}} } }, "defaults": { "model": "one/alpha" } }""");
        var host = Path.Combine(AppContext.BaseDirectory, "HolySheep.TestHost.dll");
        var options = new ChildOptions("dotnet", host, "calls", $"{calls}") { Environment = home.Variables, Limit = TimeSpan.FromMinutes(10) };
        var results = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => ChildProcess.RunAsync(options)));
        var arrivals = provider.Requests.Select(request => request.ReceivedAt / (double)Stopwatch.Frequency).Order().ToList();
        var most = arrivals.Select((from, index) => arrivals.Skip(index).TakeWhile(at => at - from < 1).Count()).Max();
        var seconds = arrivals[^1] - arrivals[0];
        Console.WriteLine(FormattableString.Invariant($"{Processes} processes, {arrivals.Count} requests in {seconds:0.0} s, {arrivals.Count / seconds:0.0} a second; at most {most} in any sliding second, allowed {2 * PerSecond}"));
        return most <= 2 * PerSecond && arrivals.Count == Processes * calls && results.All(result => result.ExitCode == 0) ? 0 : 1;
    }
}
