using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.Planning;

/// <summary>An outage of a minute at a target that would otherwise get calls, with a call every four seconds, replayed under each strategy.</summary>
public sealed class OutageTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(60);

    public static TheoryData<TargetStrategy> Strategies => [.. Enum.GetValues<TargetStrategy>()];

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task During_an_outage_every_call_is_answered_and_the_target_is_back_within_thirty_seconds(TargetStrategy strategy)
    {
        await using var replay = new Replay(strategy, random: new Random(1).NextDouble);
        var calls = await replay.RunAsync(seconds: 240, every: 4);

        Assert.All(calls.Where(call => call.At < Outage), call => Assert.Equal("two", call.Provider));
        Assert.InRange(calls.First(call => call.Provider == "one").At, Outage, Outage + TimeSpan.FromSeconds(30));
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public async Task A_target_that_is_back_takes_its_full_share_only_after_the_ramp(TargetStrategy strategy)
    {
        // The ramp lets a quarter, then a half through; a draw of 0.6 is of none of them.
        await using var replay = new Replay(strategy, random: () => 0.6);
        var calls = await replay.RunAsync(seconds: 160, every: 1);
        var back = calls.First(call => call.Provider == "one").At;

        Assert.All(calls.Where(call => call.At > back && call.At < back + TimeSpan.FromSeconds(30)), call => Assert.Equal("two", call.Provider));
    }

    [Theory]
    [InlineData(TargetStrategy.Priority, 1.0), InlineData(TargetStrategy.RoundRobin, 0.5), InlineData(TargetStrategy.Weighted, 0.75), InlineData(TargetStrategy.LeastBusy, 1.0)]
    [InlineData(TargetStrategy.LowestLatency, 0.5), InlineData(TargetStrategy.LowestCost, 1.0)]
    public async Task After_the_ramp_the_target_has_the_share_that_it_had_before(TargetStrategy strategy, double share)
    {
        await using var replay = new Replay(strategy, random: new Random(2).NextDouble);
        var calls = await replay.RunAsync(seconds: 340, every: 1);
        var after = calls.Where(call => call.At >= TimeSpan.FromSeconds(140)).ToList();

        Assert.InRange(after.Count(call => call.Provider == "one"), (int)(200 * (share - 0.1)), (int)Math.Min(200, 200 * (share + 0.1)));
    }

    private sealed class Replay : IAsyncDisposable
    {
        private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        private readonly DateTimeOffset _start;
        private readonly Stage _stage;

        public Replay(TargetStrategy strategy, Func<double> random)
        {
            _start = _clock.GetUtcNow();
            // By draws of 0.6 the second of two is the first to be drawn, and of equals it wins.
            string[] targets = strategy == TargetStrategy.LowestLatency ? ["two/alpha", "one/alpha"] : ["one/alpha", "two/alpha"];
            _stage = new Stage(targets, []) { Clock = _clock, Randomness = random }.With(configuration => configuration with
            {
                Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with
                {
                    Strategy = strategy,
                    Targets = [.. model.Value.Targets.Select(target => target with { Weight = target.Provider == "one" ? 3 : 1 })],
                }),
            });
            _stage.One.Handle(_ => _clock.GetUtcNow() - _start < Outage ? Reply.Reset() : Reply.Text("from one"));
        }

        public async Task<IReadOnlyList<(TimeSpan At, string Provider)>> RunAsync(int seconds, int every)
        {
            var calls = new List<(TimeSpan, string)>();
            for (var second = 0; second < seconds; second += every)
            {
                var asked = await _stage.AskAsync(CallMode.Plain, new ChatLimits { MaxRetries = 0 });
                calls.Add((_clock.GetUtcNow() - _start, asked.Result.Provider));
                _clock.Advance(TimeSpan.FromSeconds(every));
            }

            return calls;
        }

        public ValueTask DisposeAsync() => _stage.DisposeAsync();
    }
}
