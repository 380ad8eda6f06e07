using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using Xunit;

namespace HolySheep.Planning;

public sealed class RouteChooserTests
{
    private static readonly HolySheepConfiguration Configuration = Layout.Of(chains: new() { ["m"] = ["x", "y"], ["n"] = ["z"] }) with
    {
        Rules = [new() { Name = "to-n", Task = "n", Model = "n" }, new() { Name = "chain", Task = "c", Chain = ["p", "q"] }, new() { Name = "to-m", Task = "m", Chain = ["m", "q"] }],
        Splits = new Dictionary<string, SplitOptions>
        {
            ["m"] = new() { Model = "m", To = [new SplitMember("b/new", 25)], Shadow = new SplitMember("s", 10) },
            ["known-4-5"] = new() { Model = "known-4-5", To = [new SplitMember("b/new", 100)] },
        },
    };

    [Theory]
    [InlineData("n", "n: z"), InlineData("c", "p: q"), InlineData(null, "m: x,y"), InlineData("m", "m: q")]
    public void A_rule_gives_a_model_with_its_own_chain_or_a_chain(string? task, string chain) => Assert.Equal(chain, Chain(new ChoiceFacts { Task = task, Draw = 0.9 }));

    [Fact]
    public void The_callers_fallback_list_still_follows_a_model_chosen_by_a_rule()
    {
        Assert.Equal("p: k", Chain(new ChoiceFacts { Task = "c", Fallback = ["k"] }));
        Assert.Equal("n:", Chain(new ChoiceFacts { Task = "n", NoFallback = true }));
    }

    [Theory]
    [InlineData(0.24, "b/new: m,x,y"), InlineData(0.25, "m: x,y")]
    public void Behind_a_member_stand_the_old_side_and_its_chain(double draw, string chain) => Assert.Equal(chain, Chain(new ChoiceFacts { Draw = draw }));

    [Fact]
    public void Behind_a_member_stands_the_old_side_alone_where_the_caller_wants_no_fallback_and_the_callers_list_where_it_gives_one()
    {
        Assert.Equal("b/new: m", Chain(new ChoiceFacts { NoFallback = true }));
        Assert.Equal("b/new: m,k", Chain(new ChoiceFacts { Fallback = ["k"] }));
        Assert.Equal("b/new: m,q", Chain(new ChoiceFacts { Task = "m" }));
    }

    [Fact]
    public void A_member_whose_calls_went_back_gets_none()
    {
        var choice = RouteChooser.Choose(new ChoiceFacts(), Configuration, (_, member) => member == "b/new");
        Assert.Equal(("m", null), (choice.Model, choice.Member));
        Assert.Contains(choice.Reasons, reason => reason.Contains("taken back"));
    }

    [Fact]
    public void A_split_holds_under_every_spelling_of_its_model_and_not_for_a_target_that_is_named_directly()
    {
        Assert.Equal("b/new", Choose(new ChoiceFacts { Model = "known-4.5" }).Member);
        Assert.Null(Choose(new ChoiceFacts { Model = "a/m" }).Split);
    }

    [Theory]
    [InlineData(0.09, "s"), InlineData(0.1, null)]
    public void A_shadow_is_chosen_whichever_side_takes_the_call(double draw, string? shadow)
    {
        Assert.Equal(shadow, Choose(new ChoiceFacts { ShadowDraw = draw }).Shadow);
        Assert.Equal(shadow, Choose(new ChoiceFacts { ShadowDraw = draw, Draw = 0.9 }).Shadow);
    }

    [Fact]
    public void The_reasons_say_which_rule_and_which_side()
    {
        var choice = Choose(new ChoiceFacts { Task = "m", ShadowDraw = 0.9 });
        Assert.Equal(["The rule 'to-m' asks m, then q in place of m.", "The split of m gives this call to b/new (25 %)."], choice.Reasons);
        Assert.Equal("to-m", choice.Rule);
    }

    private static RouteChoice Choose(ChoiceFacts facts) => RouteChooser.Choose(facts, Configuration, (_, _) => false);

    private static string Chain(ChoiceFacts facts)
    {
        var choice = Choose(facts);
        var chain = ModelChain.Of(new RouteQuery { Model = choice.Model, Fallback = choice.Fallback, NoFallback = choice.NoFallback }, Configuration);
        return $"{chain[0]}: {string.Join(",", chain.Skip(1))}".TrimEnd();
    }
}
