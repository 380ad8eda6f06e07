using System.Collections.Generic;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Planning;
using Xunit;

namespace HolySheep.Configuration.Names;

/// <summary>One resolver for the names of models and providers.</summary>
public sealed class ModelNamesTests
{
    private static readonly HolySheepConfiguration Configured = Layout.Of(new() { ["Own-Llama"] = ["b/llama"], ["known-4-5"] = ["c/k"] }, new() { ["own-llama"] = ["x"], ["Chained"] = ["y"] }) with
    {
        Catalog = new ModelCatalog(
        [
            new ModelEntry { Id = "known-4.5", Aliases = ["known-4-5"], Spellings = ["vendor/known-4.5-20260101"] },
            new ModelEntry { Id = "other", Aliases = ["other-alias"] },
        ]),
    };

    [Theory]
    [InlineData("own-llama", "Own-Llama"), InlineData("OWN-LLAMA", "Own-Llama"), InlineData("chained", "Chained")]
    [InlineData("known-4.5", "known-4-5"), InlineData("Known-4.5", "known-4-5"), InlineData("KNOWN-4-5", "known-4-5")]
    [InlineData("Other-Alias", "other"), InlineData("B/any/thing", "b/any/thing"), InlineData("z/any", "z/any"), InlineData("New-Model", "New-Model")]
    public void Letter_case_alias_and_address_lead_to_the_configured_name(string asked, string resolved) => Assert.Equal(resolved, Configured.Names.Resolve(asked));

    [Fact]
    public void A_call_in_other_letters_goes_to_the_configured_targets_and_their_chain() =>
        Assert.Equal(["b/llama", "a/x"], Layout.Plan(Configured, new RouteQuery { Model = "OWN-llama" }));

    [Theory]
    [InlineData("known-4.5", "KNOWN-4-5", true), InlineData("new", "NEW", true), InlineData("A/m", "a/M", true), InlineData("known-4.5", "other", false), InlineData("vendor/known-4.5-20260101", "known-4.5", false)]
    public void Two_names_ask_for_one_model_or_for_two(string one, string other, bool same) => Assert.Equal(same, Configured.Names.AreSame(one, other));

    [Theory]
    [InlineData("us.anthropic.claude-opus-5", "x"), InlineData("anthropic/claude-opus-5", "x"), InlineData("claude-opus-5", "x"), InlineData("claude-opus-5@default", "x")]
    [InlineData("anthropic/claude-opus-5:thinking", null), InlineData("b/claude-opus-5", null), InlineData("openai/gpt-4.1", null)]
    public void A_providers_spelling_has_the_chain_of_the_model_but_not_a_built_in_one(string asked, string? member)
    {
        var configuration = Layout.Of([], new() { ["claude-opus-5"] = ["x"] }) with { Catalog = ModelCatalog.Embedded };
        configuration = configuration with { Chains = new Dictionary<string, IReadOnlyList<string>>(configuration.Chains) { ["gpt-4.1"] = BuiltInConfiguration.Chains["gpt-4.1"] } };
        Assert.Equal(member, configuration.Names.ChainOf(asked) is { } chain ? configuration.Chains[chain][0] : null);
    }

    [Theory]
    [InlineData("us.anthropic.claude-opus-5", 1_000_000), InlineData("accounts/fireworks/models/kimi-k2p5", 262_144), InlineData("claude-opus-4-5@20251101", 200_000), InlineData("openai/gpt-4.1:free", null)]
    public void A_providers_spelling_has_the_window_of_the_model(string sent, int? window)
    {
        var configuration = Layout.Of(new() { ["mine"] = ["b/" + sent] }) with { Catalog = ModelCatalog.Embedded };
        Assert.Equal(window, new RouteTable(configuration).Line(new RouteQuery { Model = "mine" })[0].At(0)[0].ContextWindow);
    }

    [Fact]
    public void The_id_sent_is_the_model_that_the_name_stands_for() => Assert.True(Configured.Names.IsSpellingOf("vendor/known-4.5-20260101", "Known-4-5"));

    [Fact]
    public void A_budget_rule_or_split_for_an_unknown_name_is_reported_with_the_nearest_name()
    {
        var configuration = Configured with
        {
            Budgets = [Budget("one", "provider=bb"), Budget("two", "model=own-lama"), Budget("three", "provider=B"), Budget("four", "model=C/k"), Budget("five", "model=llama"), Budget("six", "tag=anything")],
            Rules = [new RuleOptions { Name = "r", Models = ["nobody", "chained"], Model = "other" }],
            Splits = new Dictionary<string, SplitOptions> { ["known-5.4"] = new() { Model = "known-5.4" } },
        };
        var found = NameChecks.Find(configuration);
        Assert.Equal(4, found.Count);
        Assert.Contains(found, line => line.StartsWith("The budget 'one' counts calls of the provider 'bb', which is not configured: it counts nothing", System.StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("'two'", System.StringComparison.Ordinal) && line.EndsWith("did you mean 'Own-Llama'?", System.StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("'nobody'", System.StringComparison.Ordinal));
        Assert.Contains(found, line => line.Contains("'known-5.4'", System.StringComparison.Ordinal));
    }

    [Fact]
    public void Names_that_differ_in_letter_case_alone_are_reported_and_each_keeps_its_own()
    {
        var configuration = Layout.Of(new() { ["M"] = ["a/one"], ["m"] = ["b/two"] });
        Assert.Equal(["b/two"], Layout.Plan(configuration, new RouteQuery { Model = "m" }));
        Assert.Equal(["a/one"], Layout.Plan(configuration, new RouteQuery { Model = "M" }));
        Assert.Contains("'M' and 'm'", Assert.Single(NameChecks.Find(configuration)), System.StringComparison.Ordinal);
    }

    private static BudgetOptions Budget(string name, string scope) => new()
    {
        Name = name,
        Limit = 1,
        Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day },
        Scope = BudgetScope.Parse(scope)!,
    };
}
