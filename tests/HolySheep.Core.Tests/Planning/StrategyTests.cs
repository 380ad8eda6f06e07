using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Planning;

/// <summary>The arithmetic of each strategy, on facts that are given.</summary>
public sealed class StrategyTests
{
    private static readonly RouteQuery Query = new() { Model = "m" };

    [Theory]
    [InlineData(0), InlineData(1), InlineData(7)]
    public void Priority_is_the_listed_order_whatever_the_turn(long turn) =>
        Assert.Equal("abc", Order(TargetStrategy.Priority, ["a/m", "b/m", "c/m"], turn));

    [Theory]
    [InlineData(0, "abc"), InlineData(1, "bca"), InlineData(2, "cab"), InlineData(3, "abc"), InlineData(long.MaxValue, "bca")]
    public void Round_robin_starts_at_the_next_target_each_turn(long turn, string order) =>
        Assert.Equal(order, Order(TargetStrategy.RoundRobin, ["a/m", "b/m", "c/m"], turn));

    [Fact]
    public void Round_robin_shares_the_calls_among_the_targets_that_may_be_called()
    {
        Assert.Equal((100, 100, 100), Shares(TargetStrategy.RoundRobin, 300, ["a/m", "b/m", "c/m"], []));
        Assert.Equal((150, 0, 150), Shares(TargetStrategy.RoundRobin, 300, ["a/m", "b/m", "c/m"], [default, Waiting, default]));
    }

    [Fact]
    public void Weights_of_60_30_and_10_are_exact_over_100_calls_and_in_every_ten_of_them()
    {
        string[] targets = ["a/m*60", "b/m*30", "c/m*10"];
        Assert.Equal((60, 30, 10), Shares(TargetStrategy.Weighted, 100, targets, []));
        Assert.All(Enumerable.Range(0, 10), ten => Assert.Equal((6, 3, 1), Shares(TargetStrategy.Weighted, 10, targets, [], ten * 10)));
    }

    [Fact]
    public void Weighted_turns_are_spread_and_not_in_blocks() =>
        Assert.Equal("abacaba", string.Concat(Firsts(TargetStrategy.Weighted, 7, ["a/m*4", "b/m*2", "c/m*1"], [])));

    [Fact]
    public void While_a_target_is_out_its_share_goes_to_the_others_by_their_weights() =>
        Assert.Equal((0, 75, 25), Shares(TargetStrategy.Weighted, 100, ["a/m*60", "b/m*30", "c/m*10"], [Waiting, default, default]));

    [Theory]
    [InlineData(1_000_000, 1, 9_999, 1)]
    [InlineData(1_000_000, 500_000, 6_667, 3_333)]
    public void Weights_of_millions_are_shortened_and_none_is_lost(int heavy, int light, int heavyShare, int lightShare)
    {
        var shares = Firsts(TargetStrategy.Weighted, 10_000, [$"a/m*{heavy}", $"b/m*{light}"], []).CountBy(first => first).ToDictionary();
        Assert.InRange(shares['a'], heavyShare - 1, heavyShare + 1);
        Assert.InRange(shares['b'], lightShare - 1, lightShare + 1);
    }

    [Fact]
    public void After_the_chosen_one_the_others_follow_by_weight() =>
        Assert.Equal("cab", Order(TargetStrategy.Weighted, ["a/m*3", "b/m*2", "c/m*1"], turn: Array.IndexOf([.. Firsts(TargetStrategy.Weighted, 6, ["a/m*3", "b/m*2", "c/m*1"], [])], 'c')));

    [Theory]
    [InlineData(TargetStrategy.Weighted), InlineData(TargetStrategy.Priority), InlineData(TargetStrategy.RoundRobin)]
    public void A_weight_of_0_drains_a_target_under_every_strategy_and_is_reported(TargetStrategy strategy)
    {
        var plan = Plan(strategy, ["a/m*0", "b/m"], 0, []);
        Assert.Equal(["b/m"], plan.Candidates.Select(candidate => candidate.Target));
        Assert.Equal([("a/m", "it is drained: its weight is 0")], plan.Excluded.Select(left => (left.Target, left.Reason)));
    }

    [Fact]
    public void Least_busy_begins_with_the_fewest_calls_in_flight_and_keeps_the_listed_order_among_equals() =>
        Assert.Equal("cbda", Order(TargetStrategy.LeastBusy, ["a/m", "b/m", "c/m", "d/m"], 0, [Busy(3), Busy(1), Busy(0), Busy(1)]));

    [Theory]
    [InlineData(0.0, 0.0, "abc")] // a against b
    [InlineData(0.4, 0.9, "bac")] // b against c
    [InlineData(0.9, 0.9, "bac")] // c against b
    [InlineData(0.9, 0.0, "abc")] // c against a
    public void Lowest_latency_takes_the_faster_of_two_that_are_drawn_and_then_the_fastest(double first, double second, string order) =>
        Assert.Equal(order, Order(TargetStrategy.LowestLatency, ["a/m", "b/m", "c/m"], 0, [Takes(0.01), Takes(0.02), Takes(0.03)], first, second));

    [Fact]
    public void A_target_that_was_not_measured_is_tried()
    {
        var random = new Random(7);
        var firsts = Enumerable.Range(0, 300)
            .Select(_ => Order(TargetStrategy.LowestLatency, ["a/m", "b/m", "c/m"], 0, [Takes(0.01), Takes(0.02), default], random.NextDouble(), random.NextDouble())[0]).ToList();
        Assert.InRange(firsts.Count(first => first == 'c'), 150, 250);
        Assert.DoesNotContain('b', firsts);
    }

    [Fact]
    public void The_slowest_of_many_is_never_asked_first()
    {
        var random = new Random(3);
        Assert.All(Enumerable.Range(0, 200), _ => Assert.NotEqual(
            'd', Order(TargetStrategy.LowestLatency, ["a/m", "b/m", "c/m", "d/m"], 0, [Takes(1), Takes(2), Takes(3), Takes(4)], random.NextDouble(), random.NextDouble())[0]));
    }

    [Fact]
    public void Lowest_cost_is_reckoned_for_this_prompt_and_unknown_prices_come_last()
    {
        // a is dear to ask and cheap to answer, b the other way round; c has no price and d nothing to pay.
        Assert.Equal("dbac", Cheapest(promptTokens: 10_000, answerTokens: 100));
        Assert.Equal("dabc", Cheapest(promptTokens: 100, answerTokens: 10_000));
    }

    [Theory]
    [InlineData(TargetStrategy.RoundRobin, "bac"), InlineData(TargetStrategy.Weighted, "bac"), InlineData(TargetStrategy.LeastBusy, "bac"), InlineData(TargetStrategy.LowestLatency, "bac")]
    [InlineData(TargetStrategy.Priority, "abc"), InlineData(TargetStrategy.LowestCost, "abc")]
    public void A_target_whose_probe_is_due_goes_first_where_calls_are_spread_and_keeps_its_place_where_the_order_is_a_preference(TargetStrategy strategy, string order) =>
        Assert.Equal(order, Order(strategy, ["a/m", "b/m", "c/m"], 0, [default, new TargetFacts { Standing = TargetStanding.Probe }, default]));

    [Theory]
    [InlineData(TargetStrategy.Priority), InlineData(TargetStrategy.RoundRobin), InlineData(TargetStrategy.Weighted), InlineData(TargetStrategy.LeastBusy), InlineData(TargetStrategy.LowestLatency), InlineData(TargetStrategy.LowestCost)]
    public void A_target_that_is_held_back_comes_after_the_others_and_one_that_is_out_comes_last(TargetStrategy strategy) =>
        Assert.Equal("cab", Order(strategy, ["a/m", "b/m", "c/m"], 0, [new TargetFacts { HeldBack = true }, Waiting, default]));

    [Fact]
    public void Targets_of_the_next_model_follow_their_own_turn()
    {
        var configuration = Layout.Of(new() { ["m"] = ["a/m"], ["x"] = ["b/x", "c/x"] }, new() { ["m"] = ["x"] }, TargetStrategy.RoundRobin);
        var line = new RouteTable(configuration).Line(Query);
        var plan = RoutePlanner.Plan(line, Query, new RouteFacts { Turns = [0, 1] });
        Assert.Equal(["a/m", "c/x", "b/x"], plan.Candidates.Select(candidate => candidate.Target));
    }

    private static TargetFacts Waiting => new() { Standing = TargetStanding.Waiting };

    private static TargetFacts Busy(int calls) => new() { InFlight = calls };

    private static TargetFacts Takes(double seconds) => new() { SecondsPerToken = seconds };

    private static string Cheapest(long promptTokens, long answerTokens)
    {
        var catalog = new ModelCatalog([new ModelEntry { Id = "ask", Price = new ModelPrice(5m, 1m) }, new ModelEntry { Id = "answer", Price = new ModelPrice(1m, 5m) }]);
        var configuration = Layout.Of(new() { ["m"] = ["c/none", "a/ask", "b/answer", "d/ask"] }, strategy: TargetStrategy.LowestCost);
        configuration = configuration with
        {
            Providers = new Dictionary<string, ProviderOptions>(configuration.Providers) { ["d"] = new() { Name = "d", Kind = ProviderKind.Sandbox } },
        };
        var line = new RouteTable(configuration with { Catalog = catalog }).Line(Query);
        var usage = new ChatUsage { PromptTokens = promptTokens, CompletionTokens = answerTokens };
        var facts = new RouteFacts { Targets = [.. line[0].At(0).Select(target => new TargetFacts { Cost = target.IsFree ? 0m : CallCost.Of(target.Price, usage) })] };
        return string.Concat(RoutePlanner.Plan(line, Query, facts).Candidates.Select(candidate => candidate.Provider));
    }

    private static (int A, int B, int C) Shares(TargetStrategy strategy, int calls, string[] targets, TargetFacts[] known, long from = 0)
    {
        var shares = Firsts(strategy, calls, targets, known, from).CountBy(first => first).ToDictionary();
        return (shares.GetValueOrDefault('a'), shares.GetValueOrDefault('b'), shares.GetValueOrDefault('c'));
    }

    private static IEnumerable<char> Firsts(TargetStrategy strategy, int calls, string[] targets, TargetFacts[] known, long from = 0)
    {
        var line = Line(strategy, targets);
        for (var turn = from; turn < from + calls; turn++)
        {
            yield return First(line, known, turn);
        }

        static char First(RouteModel[] line, TargetFacts[] known, long turn) =>
            RoutePlanner.Plan(line, Query, new RouteFacts { Targets = known, Turns = [turn] }).Candidates[0].Provider[0];
    }

    private static string Order(TargetStrategy strategy, string[] targets, long turn, TargetFacts[]? known = null, double first = 0, double second = 0) =>
        string.Concat(Plan(strategy, targets, turn, known ?? [], first, second).Candidates.Select(candidate => candidate.Provider));

    private static RoutePlan Plan(TargetStrategy strategy, string[] targets, long turn, TargetFacts[] known, double first = 0, double second = 0) =>
        RoutePlanner.Plan(Line(strategy, targets), Query, new RouteFacts { Targets = known, Turns = [turn], FirstDraw = first, SecondDraw = second });

    private static RouteModel[] Line(TargetStrategy strategy, string[] targets) =>
        new RouteTable(Layout.Of(new() { ["m"] = targets }, strategy: strategy)).Line(Query);
}
