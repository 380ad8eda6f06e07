using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Providers.Sandbox;
using HolySheep.Spend.Pricing;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Calls;

/// <summary>What a call costs: alpha is priced at 1 and 2 USD per million tokens, beta at 10 and 20.</summary>
public sealed class CostTests
{
    private const decimal PromptOfAlpha = 6m / 1_000_000;

    [Theory, Modes]
    public async Task The_cost_is_the_sum_of_all_attempts(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.EmptyContent().WithUsage(100, 3));
        stage.Two.OnAny().Answer(Reply.Text("330 m").WithUsage(100, 4));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal([106m / 1_000_000, 106m / 1_000_000, 1080m / 1_000_000], result.Attempts.Select(attempt => attempt.Cost));
        Assert.Equal(1292m / 1_000_000, result.Cost);
    }

    [Theory, Modes]
    public async Task A_request_that_a_provider_rejected_costs_nothing(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Status(503), Reply.ThrottleBare());
        stage.Two.OnAny().Answer(Reply.Text("330 m").WithUsage(100, 4));
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal(1080m / 1_000_000, result.Cost);
        Assert.All(result.Attempts.SkipLast(1), attempt => Assert.Equal(0m, attempt.Cost));
    }

    [Theory, Modes]
    public async Task An_attempt_that_broke_before_its_headers_may_have_been_billed(CallMode mode)
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Reset(), Reply.CloseBeforeHeaders());
        Assert.All((await stage.AskAsync(mode)).Attempts.SkipLast(1), attempt => Assert.Equal(PromptOfAlpha, attempt.Cost));
    }

    [Fact]
    public async Task A_cut_attempt_is_booked_with_what_had_come()
    {
        await using var stage = Stage.Chain();
        stage.One.OnAny().Answer(Reply.Text(new string('a', 36) + " " + new string('b', 400)).CutAfter(1));
        var asked = await stage.AskAsync(CallMode.VisibleStream);
        Assert.Equal(PromptOfAlpha + (9 * 2m / 1_000_000), asked.Failure.Cost);
        Assert.Equal(asked.Failure.Cost, asked.Attempts.Single().Cost);
    }

    [Theory, Modes]
    public async Task A_limit_that_was_spent_on_reasoning_is_booked_as_it_was_counted(CallMode mode)
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.EmptyContent("length").WithUsage(100, 5000, reasoning: 5000));
        Assert.Equal(10_100m / 1_000_000, (await stage.AskAsync(mode)).Failure.Cost);
    }

    [Theory, Modes]
    public async Task An_unknown_price_is_null_with_a_reason_and_never_0(CallMode mode)
    {
        await using var stage = Stage.Alone();
        var result = (await stage.AskAsync(mode, Stage.Question() with { Model = "one/unheard-of" })).Result;
        Assert.Null(result.Cost);
        Assert.Null(result.Attempts[0].Cost);
        Assert.Equal("No price is known for one/unheard-of.", result.CostReason);
    }

    [Theory, Modes]
    public async Task An_unknown_price_is_reported_once_for_each_model_across_clients(CallMode mode)
    {
        var (first, second) = ($"first-{mode}", $"second-{mode}");
        var warnings = new List<int>();
        foreach (var model in new[] { first, first, second, first })
        {
            await using var stage = Stage.Alone();
            var result = (await stage.AskAsync(mode, Stage.Question() with { Model = "one/" + model })).Result;
            warnings.Add(result.Warnings.Count(warning => warning.Contains($"No price is known for one/{model}", System.StringComparison.Ordinal)));
        }

        Assert.Equal([1, 0, 1, 0], warnings);
    }

    [Theory, Modes]
    public async Task An_unknown_price_of_a_billed_attempt_makes_the_whole_unknown(CallMode mode)
    {
        await using var stage = Stage.Of(["one/alpha"], ["beta"]).With(configuration => configuration with
        {
            Models = new Dictionary<string, ModelOptions>
            {
                ["alpha"] = new() { Targets = [new TargetOptions("one", "alpha")] },
                ["beta"] = configuration.Models["beta"],
            },
        });
        stage.One.OnAny().Answer(Reply.EmptyContent());
        var result = (await stage.AskAsync(mode)).Result;
        Assert.Equal((null, "No price is known for one/alpha."), (result.Cost, result.CostReason));
    }

    [Theory, Modes]
    public async Task A_known_price_has_no_reason(CallMode mode)
    {
        await using var stage = Stage.Alone();
        Assert.Null((await stage.AskAsync(mode)).Result.CostReason);
    }

    [Theory, Modes]
    public async Task The_sandbox_costs_nothing(CallMode mode)
    {
        await using var stage = Stage.Chain();
        using var client = new HolySheepClient(new HolySheepClientOptions { Configuration = stage.Configuration, Sandbox = SandboxScript.Parse("alpha=cut:4"), TimeProvider = stage.Clock });
        var asked = await Caller.AskAsync(client, Stage.Question() with { OnCut = CutAction.Restart }, mode);
        Assert.Equal((0m, "sandbox", "beta"), (asked.Result.Cost, asked.Result.Provider, asked.Result.ModelUsed));
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Theory]
    [InlineData(1000, 0, 0, 1000)]
    [InlineData(1000, 400, 0, 640)]
    [InlineData(1000, 1000, 0, 100)]
    [InlineData(1000, 400, 100, 840)]
    public void Cached_tokens_are_counted_once_and_at_their_own_price(int prompt, int cached, int completion, int micro) =>
        Assert.Equal(micro / 1_000_000m, CallCost.Of(new ModelPrice(1m, 2m, 0.1m), new ChatUsage { PromptTokens = prompt, CachedTokens = cached, CompletionTokens = completion }));

    [Fact]
    public void Cached_tokens_without_a_price_of_their_own_cost_what_others_cost() =>
        Assert.Equal(1000 / 1_000_000m, CallCost.Of(new ModelPrice(1m, 2m), new ChatUsage { PromptTokens = 1000, CachedTokens = 400 }));

    [Fact]
    public void An_unknown_price_gives_no_cost() => Assert.Null(CallCost.Of(null, new ChatUsage { PromptTokens = 1 }));
}
