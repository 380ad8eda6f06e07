using System.Linq;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Planning;

public sealed class RoutePlannerTests
{
    [Fact]
    public void Targets_stand_in_listed_order_model_by_model()
    {
        var configuration = Layout.Of(new() { ["m"] = ["b/m", "a/m"], ["x"] = ["c/x"] }, new() { ["m"] = ["x"] });
        Assert.Equal(["b/m", "a/m", "c/x"], Layout.Plan(configuration, new RouteQuery { Model = "m" }));
    }

    [Fact]
    public void A_provider_and_model_addresses_a_target_directly() =>
        Assert.Equal(["c/whatever"], Layout.Plan(Layout.Of(), new RouteQuery { Model = "c/whatever" }));

    [Fact]
    public void A_slash_after_no_providers_name_belongs_to_the_model() =>
        Assert.Equal(["a/meta/llama-4"], Layout.Plan(Layout.Of(), new RouteQuery { Model = "meta/llama-4" }));

    [Fact]
    public void A_slash_within_a_direct_address_belongs_to_the_model() =>
        Assert.Equal(["b/meta/llama-4"], Layout.Plan(Layout.Of(), new RouteQuery { Model = "b/meta/llama-4" }));

    [Theory]
    [InlineData("b/"), InlineData("/b"), InlineData("a")]
    public void An_incomplete_address_is_the_name_of_a_model(string model) => Assert.Equal(["a/" + model], Layout.Plan(Layout.Of(), new RouteQuery { Model = model }));

    [Fact]
    public void An_unknown_model_passes_through_to_the_default_provider() =>
        Assert.Equal(["a/unheard-of"], Layout.Plan(Layout.Of(), new RouteQuery { Model = "unheard-of" }));

    [Fact]
    public void An_unknown_model_passes_through_to_the_providers_that_are_named() =>
        Assert.Equal(["c/unheard-of", "b/unheard-of"], Layout.Plan(Layout.Of(), new RouteQuery { Model = "unheard-of", Providers = ["c", "b"] }));

    [Fact]
    public void Only_named_providers_may_answer_and_the_others_are_left_out_with_the_reason()
    {
        var plan = Layout.Planned(Layout.Of(new() { ["m"] = ["a/m", "b/m", "c/m"] }), new RouteQuery { Model = "m", Providers = ["b"] });
        Assert.Equal(["b/m"], plan.Candidates.Select(candidate => candidate.Target));
        Assert.Equal([("a/m", "only b may answer"), ("c/m", "only b may answer")], plan.Excluded.Select(left => (left.Target, left.Reason)));
    }

    [Fact]
    public void Excluded_providers_are_left_out_with_the_reason()
    {
        var plan = Layout.Planned(Layout.Of(new() { ["m"] = ["a/m", "b/m"] }), new RouteQuery { Model = "m", ExcludedProviders = ["a"] });
        Assert.Equal(["b/m"], plan.Candidates.Select(candidate => candidate.Target));
        Assert.Equal([("a/m", "the provider a is excluded")], plan.Excluded.Select(left => (left.Target, left.Reason)));
    }

    [Fact]
    public void A_target_stands_in_a_plan_once()
    {
        var configuration = Layout.Of(new() { ["m"] = ["a/m", "b/m"], ["x"] = ["b/m", "c/x"] }, new() { ["m"] = ["x", "a/m"] });
        var plan = Layout.Planned(configuration, new RouteQuery { Model = "m" });
        Assert.Equal(["a/m", "b/m", "c/x"], plan.Candidates.Select(candidate => candidate.Target));
        Assert.All(plan.Excluded, excluded => Assert.Equal("it has an earlier place in the chain", excluded.Reason));
        Assert.Equal(2, plan.Excluded.Count);
    }

    [Fact]
    public void A_candidate_carries_what_decisions_need()
    {
        var configuration = Layout.Of(new() { ["known-4.5"] = ["b/own-name"] });
        var candidate = Assert.Single(Layout.Planned(configuration, new RouteQuery { Model = "known-4-5" }).Candidates);
        Assert.Equal(("own-name", "known-4.5", 1000, true, "b/own-name", 1m), (candidate.Model, candidate.ChainModel, candidate.ContextWindow, candidate.ReasonsFirst, candidate.QuotaGroup, candidate.Price!.Input));
    }

    [Fact]
    public void The_same_input_gives_the_same_plan()
    {
        var configuration = Layout.Of(new() { ["m"] = ["a/m", "b/m", "c/m"] }, strategy: TargetStrategy.RoundRobin);
        var table = new RouteTable(configuration);
        var query = new RouteQuery { Model = "m" };
        string[] Plan() => [.. RoutePlanner.Plan(table.Line(query), query, new RouteFacts { Turns = [4] }).Candidates.Select(candidate => candidate.Target)];
        Assert.Equal(["b/m", "c/m", "a/m"], Plan());
        Assert.Equal(Plan(), Plan());
    }
}
