using System;
using System.Linq;
using System.Numerics;
using System.Text;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Harness;
using HolySheep.Spend.Pricing;
using Xunit;

namespace HolySheep.Spend;

/// <summary>What tokens cost, by kind.</summary>
public sealed class CallCostTests
{
    private static readonly ModelPrice Price = new(3m, 15m, 0.3m) { CacheWrite = 3.75m, Reasoning = 20m, LongContext = [new LongContextPrice(1000, 6m, 22.5m, 0.6m) { CacheWrite = 7.5m, Reasoning = 30m }] };

    [Theory]
    [InlineData(100, 0, 0, 0, 0, 300)]
    [InlineData(100, 40, 0, 0, 0, 192)]
    [InlineData(100, 40, 20, 0, 0, 207)]
    [InlineData(0, 0, 0, 10, 0, 150)]
    [InlineData(0, 0, 0, 10, 4, 170)]
    [InlineData(1000, 0, 0, 10, 0, 3150)]
    [InlineData(1001, 0, 0, 10, 0, 6231)]
    [InlineData(1001, 901, 50, 10, 10, 1515.6)]
    [InlineData(100, 500, 500, 10, 500, 230)]
    public void Each_token_is_counted_once_at_the_price_of_its_kind_and_a_long_prompt_pays_the_tier_for_all(int prompt, int cached, int written, int completion, int reasoning, double micro)
    {
        var usage = new ChatUsage { PromptTokens = prompt, CachedTokens = cached, CacheWriteTokens = written, CompletionTokens = completion, ReasoningTokens = reasoning };
        Assert.Equal((decimal)micro / 1_000_000m, CallCost.Of(Price, usage));
    }

    [Theory]
    [InlineData(ServiceLane.Standard, 1515.6), InlineData(ServiceLane.Batch, 757.8), InlineData(ServiceLane.Flex, 378.9)]
    public void A_lane_charges_its_share_of_every_part(ServiceLane lane, double micro)
    {
        var usage = new ChatUsage { PromptTokens = 1001, CachedTokens = 901, CacheWriteTokens = 50, CompletionTokens = 10, ReasoningTokens = 10 };
        Assert.Equal((decimal)micro / 1_000_000m, CallCost.Of(Price with { Batch = 0.5m, Flex = 0.25m }, usage, lane));
        Assert.Equal(lane == ServiceLane.Flex, CallCost.Of(Price with { Batch = null }, usage, lane) is null);
    }

    [Theory]
    [InlineData("2026-12-31T23:59:59Z", 1), InlineData("2027-01-01T00:59:59+01:00", 1), InlineData("2027-01-01T00:00:00Z", 2), InlineData("2027-07-01T00:00:00Z", null)]
    public void A_price_ends_with_its_last_day_and_the_announced_one_follows(string time, int? input)
    {
        var price = new ModelPrice(1m, 1m) { Until = "2026-12-31", After = new ModelPrice(2m, 2m) { Until = "2027-06-30" } };
        Assert.Equal(input, price.On(DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture))?.Input);
    }

    [Fact]
    public void A_kind_of_token_without_a_price_costs_the_same_as_its_side_but_a_cache_write_what_vendors_take_for_it()
    {
        var usage = new ChatUsage { PromptTokens = 100, CachedTokens = 40, CacheWriteTokens = 30, CompletionTokens = 50, ReasoningTokens = 20 };
        Assert.Equal(207.5m / 1_000_000m, CallCost.Of(new ModelPrice(1m, 2m), usage));
        Assert.Equal(900 / 1_000_000m, CallCost.Of(new ModelPrice(1m, 2m, 0.1m) { CacheWrite = 9m, Reasoning = 9m, LongContext = [new LongContextPrice(99, 4m, 10m)] }, usage) - (30 / 1_000_000m));
        Assert.Equal(((100 - 30) + (10 * 1.25m) + (20 * 2)) / 1_000_000m, CallCost.OfPrompt(new ModelPrice(1m, 2m), usage with { HourCacheWriteTokens = 20 }));
    }

    [Fact]
    public void Ten_thousand_usages_in_both_vendors_forms_cost_exactly_what_they_cost_by_hand()
    {
        var random = new Random(20261122);
        for (var round = 0; round < 10_000; round++)
        {
            var (fresh, cached, written) = (random.Next(1, 200_000), Maybe(random, 200_000), Maybe(random, 50_000));
            var (spoken, thought) = (random.Next(1, 20_000), Maybe(random, 20_000));
            var price = RandomPrice(random);
            var expected = ByHand(price, fresh, cached, written, spoken, thought);
            foreach (var body in new[] { OpenAI(fresh, cached, written, spoken, thought), Anthropic(fresh, cached, written, spoken + thought), Mixed(random, fresh, cached, written, spoken + thought) })
            {
                var usage = ChatWire.Whole(Encoding.UTF8.GetBytes(body))!.Answer!.Usage!;
                Assert.Equal((fresh + cached + written, spoken + thought), (usage.PromptTokens, usage.CompletionTokens));

                // Only one of the forms tells reasoning apart.
                var due = usage.ReasoningTokens == thought ? expected : ByHand(price, fresh, cached, written, spoken + thought, 0);
                Assert.True(due == Pico(CallCost.Of(price, usage)!.Value), $"round {round}: {body}");
            }
        }
    }

    internal static int Maybe(Random random, int most) => random.Next(3) == 0 ? 0 : random.Next(most);

    internal static ModelPrice RandomPrice(Random random)
    {
        decimal Any() => random.Next(0, 1_000_000) / 10_000m;
        decimal? Some() => random.Next(2) == 0 ? null : Any();
        return new ModelPrice(Any(), Any(), Some())
        {
            CacheWrite = Some(),
            Reasoning = Some(),
            LongContext = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(1, 400_000)).Distinct().Order().Select(from => new LongContextPrice(from, Any(), Any(), Some()) { CacheWrite = Some(), Reasoning = Some() })],
        };
    }

    /// <summary>In whole millionths of a millionth of a dollar, and in the words of a price list.</summary>
    internal static BigInteger ByHand(ModelPrice price, long fresh, long cached, long written, long spoken, long thought)
    {
        var step = price.LongContext.LastOrDefault(one => fresh + cached + written > one.From);
        var input = step?.Input ?? price.Input;
        var output = step?.Output ?? price.Output;
        var read = (step is not null ? step.CachedInput : price.CachedInput) ?? input;
        var write = (step is not null ? step.CacheWrite : price.CacheWrite) ?? (1.25m * input);
        var think = (step is not null ? step.Reasoning : price.Reasoning) ?? output;
        return (fresh * PicoPerToken(input)) + (cached * PicoPerToken(read)) + (written * PicoPerToken(write)) + (spoken * PicoPerToken(output)) + (thought * PicoPerToken(think));
    }

    private static BigInteger PicoPerToken(decimal perMillion) => new(perMillion * 1_000_000m);

    private static BigInteger Pico(decimal dollars) => new(dollars * 1_000_000_000_000m);

    internal static string OpenAI(int fresh, int cached, int written, int spoken, int thought) => Body(FormattableString.Invariant(
        $$$"""{"prompt_tokens":{{{fresh + cached + written}}},"completion_tokens":{{{spoken + thought}}},"total_tokens":{{{fresh + cached + written + spoken + thought}}},"prompt_tokens_details":{"cached_tokens":{{{cached}}},"cache_write_tokens":{{{written}}}},"completion_tokens_details":{"reasoning_tokens":{{{thought}}}}}"""));

    internal static string Anthropic(int fresh, int cached, int written, int answer) => Body(FormattableString.Invariant(
        $$"""{"input_tokens":{{fresh}},"cache_read_input_tokens":{{cached}},"cache_creation_input_tokens":{{written}},"output_tokens":{{answer}}}"""));

    /// <summary>A gateway's mixture: its own names for prompt and answer, Anthropic's for the cache, inside or beside.</summary>
    private static string Mixed(Random random, int fresh, int cached, int written, int answer)
    {
        var beside = random.Next(2) == 0;
        var prompt = beside ? fresh : fresh + cached + written;
        return Body(FormattableString.Invariant(
            $$"""{"prompt_tokens":{{prompt}},"completion_tokens":{{answer}},"total_tokens":{{fresh + cached + written + answer}},"cache_read_input_tokens":{{cached}},"cache_creation_input_tokens":{{written}}}"""));
    }

    private static string Body(string usage) => $$"""{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}],"usage":{{usage}}}""";
}
