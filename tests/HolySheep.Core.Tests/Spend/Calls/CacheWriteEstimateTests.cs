using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Csv;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Spend.Calls;

/// <summary>A write to a prompt cache costs more than the prompt itself: what is reserved for a call covers it.</summary>
public sealed class CacheWriteEstimateTests
{
    private const string Mark = """{"type":"ephemeral"}""";
    private const string HourMark = """{"type":"ephemeral","ttl":"1h"}""";
    private static readonly string Instructions = string.Concat(Enumerable.Range(1, 600).Select(number => $"Rule {number} applies to texts. "));

    [Theory]
    [InlineData("anthropic", "nothing", 1), InlineData("anthropic", "cache", 1.25), InlineData("anthropic", "mark", 1.25), InlineData("anthropic", "hour", 2), InlineData("anthropic", "mark within", 2)]
    [InlineData("anthropic", "original for an hour", 2), InlineData("anthropic", "original", 1.25)]
    [InlineData("openai", "nothing", 1), InlineData("openai", "cache", 1), InlineData("openai", "mark", 1.25), InlineData("openai", "hour", 2), InlineData("openai", "original for an hour", 1)]
    [InlineData("openai-responses", "cache", 1), InlineData("gemini", "cache", 1)]
    public async Task The_most_that_a_prompt_can_cost_is_reserved(string wire, string said, double factor)
    {
        await using var stage = Priced(new ModelPrice(1m, 0m)).Speaking(wire);
        var request = Question() with { CachePrompt = said is "cache" or "original" or "original for an hour" };
        request = said switch
        {
            "mark" => request with { ExtraBody = new Dictionary<string, string> { ["cache_control"] = Mark } },
            "hour" => request with { ExtraBody = new Dictionary<string, string> { ["cache_control"] = HourMark } },
            "mark within" => request with { ExtraBody = new Dictionary<string, string> { ["system"] = $$"""[{"type":"text","text":"Be brief.","cache_control":{{HourMark}}}]""" } },
            "original" => request with { Original = Original(Mark) },
            "original for an hour" => request with { Original = Original(HourMark) },
            _ => request,
        };
        Assert.Equal((decimal)factor, Reserved(stage, request) / Reserved(stage, Question()));
    }

    [Theory]
    [InlineData("one/gpt-5.6-sol", 5, 1.25), InlineData("one/gpt-5.6-sol", 4, 1), InlineData("one/gpt-5.6-sol", null, 1), InlineData("one/claude-opus-5", 5, 1)]
    public async Task A_model_that_writes_to_its_cache_unasked_and_charges_for_it_reserves_that_too(string target, int? written, double factor)
    {
        await using var plain = Priced(new ModelPrice(4m, 0m), target);
        await using var stage = Priced(new ModelPrice(4m, 0m) { CacheWrite = written }, target);
        Assert.Equal((decimal)factor, Reserved(stage, Question()) / Reserved(plain, Question()));
    }

    [Theory, Modes]
    public async Task A_call_whose_write_would_exceed_its_limit_is_not_sent(CallMode mode)
    {
        await using var stage = Priced(new ModelPrice(1m, 0m)).Speaking("anthropic");
        var request = Question() with { CachePrompt = true, Limits = new ChatLimits { MaxCost = Reserved(stage, Question()) * 1.2m } };
        Assert.Equal(Errors.ErrorCode.BudgetExceeded, (await stage.AskAsync(mode, request)).Failure.Code);
        Assert.Equal(0, stage.One.CallCount);
        await stage.AskAsync(mode, request with { CachePrompt = false });
        Assert.Equal(1, stage.One.CallCount);
    }

    [Theory, Modes]
    public async Task An_attempt_that_ends_without_a_count_is_booked_as_if_it_had_written(CallMode mode)
    {
        decimal[] costs = [0, 0];
        foreach (var cache in (int[])[0, 1])
        {
            await using var stage = Priced(new ModelPrice(1m, 0m)).Speaking("anthropic");
            stage.One.OnAny().Answer(Reply.Reset());
            costs[cache] = (await stage.AskAsync(mode, Question() with { CachePrompt = cache == 1, Limits = new ChatLimits { MaxRetries = 0 } })).Failure.Cost!.Value;
        }

        Assert.Equal(1.25m, costs[1] / costs[0]);
    }

    [Fact]
    public async Task The_limit_of_a_job_counts_the_write_and_so_does_the_high_end_of_its_plan()
    {
        // On a clock that skips waits, limits of time would pass.
        await using var stage = Priced(new ModelPrice(1m, 0m), clock: TimeProvider.System).Speaking("anthropic");
        using var folder = new JobFolder().WithRows(1);
        var options = folder.Options(Instructions + "{Body}");
        options = options with { Request = options.Request with { MaxTokens = 1 } };
        var cached = options with { Request = options.Request with { CachePrompt = true } };
        var needed = (await new CsvJob(stage.Client, options).PlanAsync()).Targets[0];
        var written = (await new CsvJob(stage.Client, cached).PlanAsync()).Targets[0];
        Assert.Equal(needed.CostLow, written.CostLow);
        Assert.Equal(1.25m, written.CostHigh!.Value / needed.CostHigh!.Value, 3);

        Assert.Equal(CsvStopReason.MaxCost, (await folder.RunAsync(stage, cached with { MaxCost = needed.CostHigh.Value * 1.2m })).StopReason);
        Assert.Equal(CsvStopReason.None, (await folder.RunAsync(stage, cached with { MaxCost = written.CostHigh.Value })).StopReason);
        Assert.Equal(1, stage.One.CallCount);
    }

    /// <summary>What is reserved for the prompt in USD: the lowest limit that lets the call pass, less its answer.</summary>
    private static decimal Reserved(Stage stage, ChatRequest request)
    {
        var (refused, passes) = (0m, 1m);
        while (passes - refused > 0.000_000_000_001m)
        {
            var middle = (refused + passes) / 2;
            var report = stage.Client.PlanRoute(request with { Limits = new ChatLimits { MaxCost = middle } });
            (refused, passes) = report.Candidates[0].Order is null ? (middle, passes) : (refused, middle);
        }

        return decimal.Round(passes, 9);
    }

    /// <summary>A target whose answers cost nothing, so that costs compare as prompts do.</summary>
    private static Stage Priced(ModelPrice price, string target = "one/alpha", TimeProvider? clock = null) => Stage.Of([target], [], clock).With(configuration => configuration with
    {
        Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Price = price }),
    });

    private static OriginalBody Original(string mark) => new("anthropic", Encoding.UTF8.GetBytes($$"""{"system":[{"type":"text","text":"Be brief.","cache_control":{{mark}}}]}"""));

    private static ChatRequest Question() => Stage.Question() with { System = Instructions, MaxTokens = 1 };
}
