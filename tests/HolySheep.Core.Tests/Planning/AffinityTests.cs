using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Planning;

/// <summary>Calls with the same prompt prefix stay on one target, where the user did not ask for shares or an order.</summary>
public sealed class AffinityTests
{
    private static readonly string[] Targets = ["a/m", "b/m", "c/m"];

    public static TheoryData<TargetStrategy, bool> Strategies => new()
    {
        { TargetStrategy.RoundRobin, true }, { TargetStrategy.LeastBusy, true }, { TargetStrategy.LowestLatency, true },
        { TargetStrategy.Weighted, false }, { TargetStrategy.Priority, false }, { TargetStrategy.LowestCost, false },
    };

    [Theory, MemberData(nameof(Strategies))]
    public void Calls_with_one_prefix_have_one_first_target_unless_the_strategy_is_a_wish_of_its_own(TargetStrategy strategy, bool yields)
    {
        var with = Enumerable.Range(0, 60).Select(turn => First(strategy, Targets, turn, prefix: 7)).ToList();
        var without = Enumerable.Range(0, 60).Select(turn => First(strategy, Targets, turn, prefix: null)).ToList();
        if (yields)
        {
            Assert.Single(with.Distinct());
        }
        else
        {
            Assert.Equal(without, with);
        }
    }

    [Fact]
    public void Different_prefixes_are_spread_evenly()
    {
        var counts = Enumerable.Range(1, 3000).Select(prefix => First(TargetStrategy.RoundRobin, Targets, 0, (ulong)prefix * 0x9E3779B97F4A7C15)).CountBy(first => first).Select(count => count.Value);

        // Three standard deviations of a binomial with a third of 3,000.
        Assert.All(counts, count => Assert.InRange(count, 1000 - 78, 1000 + 78));
    }

    [Fact]
    public void A_target_that_is_gone_moves_only_its_own_prefixes()
    {
        var moved = Enumerable.Range(1, 300).Select(prefix => (Before: First(TargetStrategy.RoundRobin, Targets, 0, (ulong)prefix), After: First(TargetStrategy.RoundRobin, ["a/m", "c/m"], 0, (ulong)prefix))).ToList();
        Assert.All(moved.Where(change => change.Before != "b/m"), change => Assert.Equal(change.Before, change.After));
        Assert.Equal(["a/m", "c/m"], moved.Where(change => change.Before == "b/m").Select(change => change.After).Distinct().Order());
    }

    private static string First(TargetStrategy strategy, string[] targets, long turn, ulong? prefix)
    {
        var table = new RouteTable(Layout.Of(new Dictionary<string, string[]> { ["m"] = targets }, strategy: strategy));
        var query = new RouteQuery { Model = "m", Prefix = prefix };
        var facts = new RouteFacts { Turns = new[] { turn }, FirstDraw = turn % 3 / 3.0, SecondDraw = turn % 2 / 2.0 };
        return RoutePlanner.Plan(table.Line(query), query, facts).Candidates[0].Target;
    }
}
