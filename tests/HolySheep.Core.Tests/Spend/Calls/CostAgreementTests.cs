using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>One formula for strategy, dry run, estimate, result, ledger and report.</summary>
public sealed class CostAgreementTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task For_random_prices_usage_and_targets_all_figures_agree_to_the_last_decimal(int seed)
    {
        var random = new Random(seed);
        using var home = new TempHome();
        var prices = Enumerable.Range(0, 3).Select(_ => Price(random)).ToList();
        await using var stage = new Stage(["one/x", "two/y", "one/z"], []) { StateFolder = home.Folder }.With(configuration => configuration with
        {
            Catalog = new ModelCatalog([.. prices.Select((price, place) => new ModelEntry { Id = "xyz"[place].ToString(), Price = price })]),
            Models = new Dictionary<string, ModelOptions> { ["alpha"] = configuration.Models["alpha"] with { Price = null, Strategy = TargetStrategy.LowestCost } },
        });
        var results = new List<ChatResult>();
        var reply = Reply.Text("yes");
        stage.One.Handle(_ => reply);
        stage.Two.Handle(_ => reply);
        for (var call = 0; call < 12; call++)
        {
            var (prompt, cached, answer, thought) = (random.Next(1, 500_000), random.Next(0, 1_000), random.Next(1, 5_000), random.Next(0, 1_000));
            reply = Reply.Text("yes").WithUsage(prompt + cached, answer + thought, cached, thought);
            var request = Stage.Question(new string('x', random.Next(1, 40_000)));
            var plan = stage.Client.PlanRoute(request);
            foreach (var entry in plan.Candidates)
            {
                // What the dry run, and with it the strategy, says of each target, and what an estimate of the same tokens says.
                var price = prices["xyz".IndexOf(entry.Target[^1], StringComparison.Ordinal)];
                Assert.Equal(CallCostTests.ByHand(price, entry.EstimatedPromptTokens, 0, 0, 1_000, 0), Pico(entry.EstimatedCost));
                var measured = stage.Client.MeasureCost([entry.Target], outputTokens: 1_000);
                await measured.AddAsync(request.Messages[0].Content);
                Assert.Equal(entry.EstimatedCost, measured.ToEstimates().Single().Cost);
            }

            Assert.Equal(plan.Candidates.Select(entry => entry.EstimatedCost).Order(), plan.Candidates.Select(entry => entry.EstimatedCost));
            var result = (await stage.AskAsync(CallMode.Plain, request)).Result;
            Assert.Equal(plan.Candidates[0].Target, result.Attempts.Single().Target);
            Assert.Equal(CallCostTests.ByHand(prices["xyz".IndexOf(result.ModelUsed, StringComparison.Ordinal)], prompt, cached, 0, answer, thought), Pico(result.Cost));
            results.Add(result);
        }

        var usage = stage.Client.GetUsage(Until(stage) with { GroupBy = [UsageGroup.Model, UsageGroup.Provider], CompareTo = "x" });
        Assert.Equal(results.Sum(result => result.Cost), usage.Total.Cost);
        Assert.Equal(results.Sum(result => CallCost.Of(prices[0], result.Usage)), usage.Total.ComparedCost);
        Assert.All(usage.Rows, row => Assert.Equal(results.Where(result => result.ModelUsed == row.Model).Sum(result => result.Cost), row.Cost));
        var page = File.ReadAllText(stage.Client.ExportReport(Path.Combine(home.Folder, "report.html"), Until(stage)));
        Assert.Contains($"{UsdText.Of(usage.Total.Cost)} USD over", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Savings_speak_only_of_what_is_known_on_both_sides()
    {
        using var home = new TempHome();
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Folder }.With(configuration => configuration with
        {
            Models = new Dictionary<string, ModelOptions>(configuration.Models) { ["unpriced"] = new() { Targets = [new TargetOptions("two", "unheard-of")] } },
        });
        stage.One.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000));
        stage.Two.OnAny().Answer(Reply.Text("yes").WithUsage(1_000, 1_000));
        await stage.AskAsync(CallMode.Plain);
        await stage.AskAsync(CallMode.Plain, Stage.Question() with { Model = "unpriced" });

        var report = stage.Client.GetUsage(Until(stage) with { GroupBy = [UsageGroup.Model], CompareTo = "beta" });
        Assert.Equal((0.003m, 0.03m, 0.027m), (report.Total.Cost, report.Total.ComparedCost, report.Total.Savings));
        Assert.Null(report.Rows.Single(row => row.Model == "unheard-of").Savings);
    }

    [Theory]
    [InlineData("0.05", 0.05), InlineData("\"0.05\"", 0.05), InlineData("""{ "input_cost": 0.01, "total_cost": 0.05 }""", 0.05), InlineData("0", 0.0)]
    [InlineData("-1", null), InlineData("1e30", null), InlineData("\"free\"", null), InlineData("[ 1 ]", null), InlineData("true", null), InlineData("{}", null)]
    public async Task A_cost_that_the_provider_states_is_kept_and_used_where_ours_is_unknown(string stated, double? expected)
    {
        using var home = new TempHome();
        await using var stage = Priced(home, null, stated);
        var result = (await stage.AskAsync(CallMode.Plain)).Result;
        Assert.Equal(((decimal?)expected, (decimal?)expected), (result.Cost, result.Attempts.Single().StatedCost));
        Assert.Equal((decimal)(expected ?? 0), stage.Client.GetUsage(Until(stage)).Total.Cost);
        Assert.Equal(expected is null ? 1 : 0, stage.Client.GetUsage(Until(stage)).Total.Unpriced);
    }

    [Theory]
    [InlineData("0.003", false), InlineData("0.00303", false), InlineData("0.00298", false), InlineData("0.0031", true), InlineData("0.0029", true), InlineData("0", true)]
    public async Task A_difference_of_more_than_one_percent_is_reported_once_and_our_price_is_counted(string stated, bool told)
    {
        using var home = new TempHome();
        await using var stage = Priced(home, new ModelPrice(1m, 2m), stated);
        var results = new[] { (await stage.AskAsync(CallMode.Plain)).Result, (await stage.AskAsync(CallMode.Plain)).Result };
        Assert.Equal(told ? 1 : 0, results.SelectMany(result => result.Warnings).Count(warning => warning.Contains($"says that this call cost {UsdText.Exact(decimal.Parse(stated, CultureInfo.InvariantCulture))} USD", StringComparison.Ordinal)));
        Assert.All(results, result => Assert.Equal(0.003m, result.Cost));
    }

    // The clock of the test stands still: what begins now is not before now.
    private static UsageQuery Until(Stage stage) => new() { To = stage.Clock.GetUtcNow().AddSeconds(1) };

    private static Stage Priced(TempHome home, ModelPrice? price, string stated)
    {
        // A target of its own for each test: a difference is told once in a process.
        var model = "m-" + Guid.NewGuid().ToString("N");
        var stage = new Stage(["one/" + model], []) { StateFolder = home.Folder }.With(configuration => configuration with
        {
            Models = new Dictionary<string, ModelOptions> { ["alpha"] = configuration.Models["alpha"] with { Price = price } },
        });
        stage.One.Handle(_ => Reply.Json(200, $$"""{ "id": "c", "choices": [ { "index": 0, "message": { "role": "assistant", "content": "yes" }, "finish_reason": "stop" } ], "usage": { "prompt_tokens": 1000, "completion_tokens": 1000, "cost": {{stated}} } }"""));
        return stage;
    }

    // Few decimals, so that no two targets differ below what a double tells apart; with steps that random prompts pass.
    private static ModelPrice Price(Random random)
    {
        decimal Any() => random.Next(1, 100_000) / 1_000m;
        return new ModelPrice(Any(), Any(), random.Next(2) == 0 ? null : Any())
        {
            Reasoning = random.Next(2) == 0 ? null : Any(),
            LongContext = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(10, 400_000)).Distinct().Order().Select(from => new LongContextPrice(from, Any(), Any()))],
        };
    }

    private static BigInteger Pico(decimal? dollars) => new(dollars!.Value * 1_000_000_000_000m);
}
