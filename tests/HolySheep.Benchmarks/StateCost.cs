using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using HolySheep.Calls.Prompts;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Planning;
using HolySheep.State;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks;

/// <summary>
/// What a call does with health while nothing changes, and all that it does with state (health, limits, speed), in memory and in the file, in turns in one run:
/// the difference is what sharing adds to the call.
/// </summary>
internal static class StateCost
{
    private const int Batch = 500;
    private const int WarmUpRounds = 60;
    private static readonly RouteCandidate Candidate = new() { Provider = "one", Model = "alpha", ChainIndex = 0, ChainModel = "alpha", QuotaGroup = "one/alpha" };

    public static void Run(int calls)
    {
        using var temporary = new TempFolder("state");
        var folder = temporary.Path;
        using (var memory = StateBackends.Open(null, TimeProvider.System))
        using (var shared = StateBackends.Open(folder, TimeProvider.System))
        {
            var (kept, filed) = (Works(memory), Works(shared));
            Console.WriteLine("| what one call does | in memory, median µs | in `state.db`, median µs | more µs |");
            Console.WriteLine("| --- | ---: | ---: | ---: |");
            for (var i = 0; i < kept.Length; i++)
            {
                Action<DateTimeOffset>[] works = [kept[i].Work, filed[i].Work];
                var samples = works.Select(_ => new List<double>()).ToArray();
                for (var round = -WarmUpRounds; round < calls / Batch; round++)
                {
                    for (var side = 0; side < works.Length; side++)
                    {
                        Measure(works[side], round >= 0 ? samples[side] : []);
                    }
                }

                var medians = samples.Select(sample => sample.Order().ElementAt(sample.Count / 2)).ToArray();
                Console.WriteLine(FormattableString.Invariant($"| {kept[i].Name} | {medians[0]:0.00} | {medians[1]:0.00} | {medians[1] - medians[0]:0.0} |"));
            }
        }
    }

    private static (string Name, Action<DateTimeOffset> Work)[] Works(IStateBackend state)
    {
        var health = new HealthBook(state.Health, new HealthOptions());
        var limits = new LimitBook(state.Limits, [new ProviderOptions { Name = Candidate.Provider, Kind = ProviderKind.OpenAI }], TimeProvider.System);
        var measurements = new MeasurementBook(state.Measurements);
        var request = new ChatRequest { Messages = [ChatMessage.User(BareCall.Prompt)] };
        var usage = new ChatUsage { PromptTokens = 10, CompletionTokens = 20 };

        // As a call does: learn what others know, look at the target, tell that it answered.
        void Health(DateTimeOffset now)
        {
            StoreWait.For(health.RefreshAsync());
            health.Look(Candidate, now);
            StoreWait.For(health.AnsweredAsync(Candidate, now, now));
        }

        void All(DateTimeOffset now)
        {
            Health(now);
            limits.Limits(Candidate, key: null);
            StoreWait.For(measurements.AnsweredAsync(Candidate, request, usage, TimeSpan.FromSeconds(1), now));
        }

        return [("health", Health), ("all that is shared", All)];
    }

    private static void Measure(Action<DateTimeOffset> work, List<double> samples)
    {
        for (var call = 0; call < Batch; call++)
        {
            var now = TimeProvider.System.GetUtcNow();
            var start = Stopwatch.GetTimestamp();
            work(now);
            samples.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
        }
    }
}
