using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Planning.Splits;

public sealed class SplitSharesTests
{
    private const int Keys = 20_000;

    [Theory]
    [InlineData("gpt-4.1", "claude-sonnet-4.5", "user-1", 0.28325356674405566)]
    [InlineData("gpt-4.1", "claude-sonnet-4.5", "Nguyễn", 0.9667987821969157)]
    public void The_side_for_a_key_is_the_same_in_every_process_and_version(string model, string side, string key, double drawn) =>
        Assert.Equal(drawn, SplitHash.Of(model, side, key), 12);

    [Fact]
    public void A_share_that_grows_keeps_every_key_that_it_had()
    {
        var five = Taken(Split(("b", 5)));
        var quarter = Taken(Split(("b", 25)));
        var all = Taken(Split(("b", 100)));
        Assert.InRange(five.Count, 0.045 * Keys, 0.055 * Keys);
        Assert.InRange(quarter.Count, 0.24 * Keys, 0.26 * Keys);
        Assert.Empty(five.Except(quarter));
        Assert.Equal(Keys, all.Count);
        Assert.Empty(Taken(Split(("b", 0))));
    }

    [Fact]
    public void A_share_that_grows_moves_no_key_from_one_other_member_to_another()
    {
        var before = Sides(Split(("b", 5), ("c", 10), ("d", 20)));
        var after = Sides(Split(("b", 25), ("c", 10), ("d", 20)));
        Assert.All(before.Zip(after), pair => Assert.True(pair.First == pair.Second || pair.Second == "b" || pair.First is null, $"{pair.First} became {pair.Second}"));
        Assert.All(before.Zip(after).Where(pair => pair.First == "b"), pair => Assert.Equal("b", pair.Second));
        foreach (var (member, percent) in new (string?, double)[] { ("b", 0.25), ("c", 0.10), ("d", 0.20), (null, 0.45) })
        {
            Assert.InRange((double)after.Count(side => side == member) / Keys, percent - 0.01, percent + 0.01);
        }
    }

    [Fact]
    public void Two_splits_do_not_send_the_same_keys_over()
    {
        var one = Taken(Split(("b", 10)));
        var other = Taken(Split(("b", 10)) with { Model = "n" });
        Assert.InRange((double)one.Intersect(other).Count() / Keys, 0.005, 0.015);
    }

    [Fact]
    public void Without_a_key_chance_gives_each_member_exactly_its_share()
    {
        var split = Split(("b", 5), ("c", 0.5m), ("d", 20));
        var sides = Enumerable.Range(0, 1000).Select(draw => SplitShares.MemberOf(split, null, draw / 1000.0)?.Model ?? "old").CountBy(side => side).ToDictionary();
        Assert.Equal((50, 5, 200, 745), (sides["b"], sides["c"], sides["d"], sides["old"]));
    }

    [Fact]
    public void A_shadow_takes_its_share_by_chance()
    {
        var split = new SplitOptions { Model = "m", Shadow = new SplitMember("s", 10) };
        Assert.Equal(100, Enumerable.Range(0, 1000).Count(draw => SplitShares.TakesShadow(split, draw / 1000.0)));
        Assert.False(SplitShares.TakesShadow(Split(("b", 50)), 0));
    }

    private static SplitOptions Split(params (string Model, decimal Percent)[] to) => new() { Model = "m", To = [.. to.Select(member => new SplitMember(member.Model, member.Percent))] };

    private static List<int> Taken(SplitOptions split) => [.. Sides(split).Index().Where(side => side.Item is not null).Select(side => side.Index)];

    private static List<string?> Sides(SplitOptions split) =>
        [.. Enumerable.Range(0, Keys).Select(key => SplitShares.MemberOf(split, FormattableString.Invariant($"user-{key}"), 0.999)?.Model)];
}
