using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Planning;

/// <summary>What is left out before anybody is asked, and how it is told: in the dry run, in the error and on the way of a call.</summary>
public sealed class PlanRouteTests
{
    [Fact]
    public async Task Every_candidate_is_listed_in_order_with_tokens_and_cost_and_no_target_is_asked()
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha"], ["beta"]);
        var report = stage.Client.PlanRoute(Stage.Question(new string('x', 4_000)) with { MaxTokens = 500 });

        Assert.Equal(("alpha", TargetStrategy.Priority), (report.Model, report.Strategy));
        Assert.Equal(["alpha", "beta"], report.Chain);
        Assert.Equal([("one/alpha", 1), ("two/alpha", 2), ("two/beta", 3)], report.Candidates.Select(candidate => (candidate.Target, candidate.Order ?? 0)));
        Assert.All(report.Candidates, candidate => Assert.Equal((1_000, null, RouteTargetState.Closed), (candidate.EstimatedPromptTokens, candidate.Reason, candidate.State)));
        Assert.Equal(0.002m, report.Candidates[0].EstimatedCost); // 1,000 tokens at 1 and 500 at 2 USD a million
        Assert.Equal((0, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Fact]
    public async Task The_cost_is_reckoned_with_an_answer_of_a_thousand_tokens_at_most_and_is_null_without_a_price()
    {
        await using var stage = Stage.Of(["one/alpha"], ["unheard-of"]);
        var report = stage.Client.PlanRoute(Stage.Question("") with { Messages = [] });
        Assert.Equal(0.002m, report.Candidates[0].EstimatedCost);
        Assert.Null(report.Candidates[1].EstimatedCost);
        Assert.Equal(0.002m, stage.Client.PlanRoute(Stage.Question() with { Messages = [], MaxTokens = 30_000 }).Candidates[0].EstimatedCost);
    }

    [Fact]
    public async Task A_dry_run_takes_no_turn()
    {
        await using var stage = Stage.SameModel().With(configuration => WithStrategy(configuration, TargetStrategy.RoundRobin));
        var first = Enumerable.Range(0, 3).Select(_ => stage.Client.PlanRoute(Stage.Question()).Candidates[0].Target).Distinct();
        Assert.Equal(["one/alpha"], first);
        Assert.Equal("one", (await stage.AskAsync(CallMode.Plain)).Result.Provider);
        Assert.Equal("two/alpha", stage.Client.PlanRoute(Stage.Question()).Candidates[0].Target);
    }

    [Fact]
    public async Task A_target_that_the_caller_excludes_is_left_out_with_the_reason()
    {
        await using var stage = Stage.SameModel().WithProvider("one", provider => provider with { Region = "eu" });
        Assert.Equal("only two may answer", Reason(stage, "one/alpha", Stage.Question() with { Providers = ["two"] }));
        Assert.Equal("the provider one is excluded", Reason(stage, "one/alpha", Stage.Question() with { ExcludedProviders = ["one"] }));
        Assert.Equal("one is in eu, and only ap may answer", Reason(stage, "one/alpha", Stage.Question() with { Regions = ["ap"] }));
        Assert.Equal("no region is set for two, and only EU may answer", Reason(stage, "two/alpha", Stage.Question() with { Regions = ["EU"] }));
    }

    [Fact]
    public async Task A_target_that_a_budget_cannot_pay_for_is_left_out_with_the_reason_and_nothing_is_booked()
    {
        using var home = new TempHome();
        await using var stage = new Stage(["one/alpha"], ["beta"]) { StateFolder = home.Folder }.With(configuration => configuration with
        {
            Budgets = [new BudgetOptions { Name = "tiny", Limit = 0.01m, Period = new BudgetPeriod { Kind = BudgetPeriodKind.Day } }],
        });
        var report = stage.Client.PlanRoute(Stage.Question());

        Assert.Equal([("one/alpha", 1), ("two/beta", 0)], report.Candidates.Select(candidate => (candidate.Target, candidate.Order ?? 0)));
        Assert.Contains("The budget 'tiny' has 0.01 of 0.01 USD left", report.Candidates[1].Reason, StringComparison.Ordinal);
        Assert.Equal(0, stage.Client.GetUsage(new()).Total.Attempts);
        Assert.Contains("and the limit of this call leaves 0.00 USD", stage.Client.PlanRoute(Stage.Question() with { Limits = new ChatLimits { MaxCost = 0 } }).Candidates[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_goes_only_to_the_regions_that_are_named()
    {
        await using var stage = Stage.SameModel().WithProvider("two", provider => provider with { Region = "eu" });
        Assert.Equal("two", (await stage.AskAsync(CallMode.Plain, Stage.Question() with { Regions = ["EU"] })).Result.Provider);
    }

    [Fact]
    public async Task A_missing_key_is_a_reason_and_no_error()
    {
        await using var stage = Stage.SameModel().WithProvider("one", provider => provider with { ApiKeys = [] });
        var report = stage.Client.PlanRoute(Stage.Question());
        Assert.Equal(["two/alpha", "one/alpha"], report.Candidates.Select(candidate => candidate.Target));
        Assert.Contains("one", report.Candidates[1].Reason);
        Assert.Null(report.Candidates[1].Order);
    }

    [Fact]
    public async Task A_target_without_a_key_takes_no_part_in_the_rotation()
    {
        await using var stage = Stage.Of(["one/alpha", "two/alpha", "two/alpha-2"], [])
            .WithProvider("one", provider => provider with { ApiKeys = [] }).With(configuration => WithStrategy(configuration, TargetStrategy.RoundRobin));
        var used = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            used.Add((await stage.AskAsync(CallMode.Plain)).Result.ModelUsed);
        }

        Assert.Equal((3, 3), (used.Count(model => model == "alpha"), used.Count(model => model == "alpha-2")));
    }

    [Fact]
    public async Task An_open_target_is_reported_with_its_time_and_cause_and_is_the_last_resort()
    {
        await using var stage = Stage.SameModel();
        stage.One.OnAny().Answer(Reply.Throttle("60"));
        await stage.AskAsync(CallMode.Plain);

        var one = stage.Client.PlanRoute(Stage.Question()).Candidates.Single(candidate => candidate.Provider == "one");

        Assert.Equal((null, RouteTargetState.Open), (one.Order, one.State));
        Assert.Equal(FormattableString.Invariant($"open until {stage.Clock.GetUtcNow().AddSeconds(60):yyyy-MM-dd HH:mm:ss} UTC (Throttled)"), one.Reason);
        Assert.Equal(1, stage.Client.PlanRoute(Stage.Question() with { Providers = ["one"] }).Candidates[0].Order);
    }

    [Theory]
    [InlineData("o3-mini", "it takes no images"), InlineData("deepseek-v3.2", "it takes no images")]
    public async Task A_model_that_is_known_to_take_no_images_is_left_out_of_a_call_with_one(string model, string reason)
    {
        await using var stage = Stage.Of(["one/" + model, "two/unheard-of"], []);
        var request = new ChatRequest { Messages = [ChatMessage.User("What is this?").With([new ChatAttachment("a.png", "image/png", new byte[] { 1 })])] };
        Assert.Equal(reason, Reason(stage, "one/" + model, request));
        Assert.Equal("two", (await stage.AskAsync(CallMode.Plain, request)).Result.Provider);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public void A_capability_that_a_model_lacks_is_named()
    {
        var catalog = new ModelCatalog([new ModelEntry { Id = "plain", Tools = false, Images = false, JsonSchema = false }]);
        var table = new RouteTable(Layout.Of(new() { ["m"] = ["a/plain", "b/unknown"] }) with { Catalog = catalog });
        string Left(RouteNeeds needs) => RoutePlanner.Plan(new RouteQuery { Model = "m", Needs = needs }, table).Excluded.Single().Reason;
        Assert.Equal("it takes no tools", Left(RouteNeeds.Tools));
        Assert.Equal("it takes no images and no JSON schema", Left(RouteNeeds.Images | RouteNeeds.JsonSchema));
        Assert.Empty(RoutePlanner.Plan(new RouteQuery { Model = "m" }, table).Excluded);
    }

    [Fact]
    public async Task If_no_target_supports_the_request_the_error_names_each_reason_and_no_target_is_asked()
    {
        await using var stage = Stage.Of(["one/o3-mini", "two/deepseek-v3.2"], []);
        var request = new ChatRequest { Messages = [ChatMessage.User("What is this?").With([new ChatAttachment("a.png", "image/png", new byte[] { 1 })])] };
        var error = Assert.IsType<HolySheepException>((await stage.AskAsync(CallMode.Plain, request)).Error);
        Assert.Equal(ErrorCode.NoTargetEligible, error.Code);
        Assert.Contains("one/o3-mini: it takes no images; two/deepseek-v3.2: it takes no images", error.Message);
        Assert.Equal((0, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Fact]
    public async Task A_target_whose_known_window_is_too_small_is_not_tried_and_the_caller_is_informed()
    {
        await using var stage = Stage.Of(["one/gpt-4.1"], ["claude-sonnet-4.5"]);
        stage.With(configuration => configuration with { Defaults = configuration.Defaults with { Provider = "two" } });
        var asked = await stage.AskAsync(CallMode.Plain, Stage.Question(Words(150_000)));

        Assert.Equal(["two/claude-sonnet-4.5"], asked.Attempts.Select(attempt => attempt.Target));
        Assert.Contains(asked.Result.Warnings, warning => warning.StartsWith("alpha was not asked (one/gpt-4.1: its window holds 128,000 tokens", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_tokens_of_the_answer_count_against_the_window()
    {
        await using var stage = Stage.Of(["one/gpt-4.1", "two/unheard-of"], []);
        var prompt = Stage.Question(Words(100_000));
        Assert.Null(Reason(stage, "one/gpt-4.1", prompt with { MaxTokens = 20_000 }));
        Assert.EndsWith("and the answer may have 30,000", Reason(stage, "one/gpt-4.1", prompt with { MaxTokens = 30_000 }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_that_fits_no_window_is_an_error_without_a_call()
    {
        await using var stage = Stage.Of(["one/gpt-4.1", "two/deepseek-v3.2"], []);
        var error = Assert.IsType<HolySheepException>((await stage.AskAsync(CallMode.Plain, Stage.Question(Words(200_000)))).Error);
        Assert.Equal((ErrorCode.PromptTooLong, ExitCode.BadUsage), (error.Code, ExitCode.Of(error.Code)));
        Assert.Contains("one/gpt-4.1: its window holds 128,000 tokens", error.Message);
        Assert.Equal((0, 0), (stage.One.CallCount, stage.Two.CallCount));
    }

    [Fact]
    public async Task If_tokens_cannot_be_counted_an_estimate_leaves_a_target_out_only_by_far()
    {
        await using var stage = Stage.Of(["one/deepseek-v3.2", "two/unheard-of"], []);
        Assert.Null(Reason(stage, "one/deepseek-v3.2", Stage.Question(new string('a', 4 * 160_000))));
        Assert.NotNull(Reason(stage, "one/deepseek-v3.2", Stage.Question(new string('a', 4 * 180_000))));
    }

    [Fact]
    public async Task Characters_a_token_are_learned_from_answers()
    {
        await using var stage = Stage.Alone();
        stage.One.OnAny().Answer(Reply.Text("x").WithUsage(prompt: 2_000, completion: 1));
        Assert.Equal(1_000, stage.Client.PlanRoute(Stage.Question(new string('x', 4_000))).Candidates[0].EstimatedPromptTokens);
        await stage.AskAsync(CallMode.Plain, Stage.Question(new string('x', 4_000)));
        Assert.Equal(2_000, stage.Client.PlanRoute(Stage.Question(new string('x', 4_000))).Candidates[0].EstimatedPromptTokens);
    }

    [Fact]
    public async Task The_trace_of_a_call_names_those_left_out_and_why()
    {
        await using var stage = Stage.SameModel();
        var lines = new List<string>();
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { ExcludedProviders = ["one"], Trace = trace => lines.Add(trace.Message) });
        Assert.Contains("Targets in order: two/alpha.", lines);
        Assert.Contains("Left out: one/alpha: the provider one is excluded.", lines);
    }

    private static string Words(int tokens) => string.Concat(Enumerable.Repeat(" the", tokens));

    private static string? Reason(Stage stage, string target, ChatRequest request) => stage.Client.PlanRoute(request).Candidates.Single(candidate => candidate.Target == target).Reason;

    private static HolySheepConfiguration WithStrategy(HolySheepConfiguration configuration, TargetStrategy strategy) => configuration with
    {
        Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Strategy = strategy }),
    };
}
