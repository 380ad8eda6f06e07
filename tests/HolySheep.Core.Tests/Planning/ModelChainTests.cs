using Xunit;

namespace HolySheep.Planning;

public sealed class ModelChainTests
{
    [Fact]
    public void The_configured_chain_stands_after_the_model_asked_for() =>
        Assert.Equal(["m", "x", "y"], Chain(new RouteQuery { Model = "m" }));

    [Fact]
    public void A_fallback_of_the_call_replaces_the_configured_chain() =>
        Assert.Equal(["m", "z"], Chain(new RouteQuery { Model = "m", Fallback = ["z"] }));

    [Fact]
    public void An_empty_fallback_means_none() => Assert.Equal(["m"], Chain(new RouteQuery { Model = "m", Fallback = [] }));

    [Fact]
    public void No_fallback_leaves_the_model_alone() => Assert.Equal(["m"], Chain(new RouteQuery { Model = "m", Fallback = ["z"], NoFallback = true }));

    [Fact]
    public void A_model_without_a_chain_is_its_own() => Assert.Equal(["unheard-of"], Chain(new RouteQuery { Model = "unheard-of" }));

    [Fact]
    public void Members_own_chains_are_not_followed() => Assert.Equal(["x", "m"], Chain(new RouteQuery { Model = "x" }));

    [Fact]
    public void Duplicates_are_dropped_and_a_chain_may_name_itself() =>
        Assert.Equal(["m", "x", "known-4.5"], Chain(new RouteQuery { Model = "m", Fallback = ["m", "x", "known-4.5", "x", "known-4-5"] }));

    [Theory]
    [InlineData("known-4-5", "known-4.5"), InlineData("KNOWN-4.5", "known-4.5"), InlineData("Unheard-Of", "Unheard-Of"), InlineData("a/known-4-5", "a/known-4-5")]
    public void An_alias_is_its_model_and_an_unknown_name_stays_as_it_is(string asked, string resolved) =>
        Assert.Equal([resolved], Chain(new RouteQuery { Model = asked }));

    [Fact]
    public void A_providers_spelling_is_sent_as_it_is_so_that_a_dated_id_stays_dated() =>
        Assert.Equal(["claude-sonnet-4-5-20250929"], ModelChain.Of(new RouteQuery { Model = "claude-sonnet-4-5-20250929" }, Layout.Of([]) with { Catalog = Catalog.ModelCatalog.Embedded }));

    [Fact]
    public void A_configured_name_is_not_an_alias() =>
        Assert.Equal(["known-4-5"], ModelChain.Of(new RouteQuery { Model = "known-4-5" }, Layout.Of(new() { ["known-4-5"] = ["b/own"] })));

    private static System.Collections.Generic.IReadOnlyList<string> Chain(RouteQuery query) =>
        ModelChain.Of(query, Layout.Of(chains: new() { ["m"] = ["x", "y"], ["x"] = ["m"] }));
}
