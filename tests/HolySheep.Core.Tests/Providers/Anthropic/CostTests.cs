using System;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Anthropic;

/// <summary>Counts and costs to the last decimal; every expected cost is computed by hand from the price list.</summary>
public sealed class CostTests
{
    private const string Text = """{"type":"text","text":"330 m."}""";

    // 3 USD in, 15 out, 0.30 from the cache, 3.75 into it for minutes, and so 6 for an hour.
    private static readonly ModelPrice Price = new(3m, 15m, 0.30m) { CacheWrite = 3.75m };

    [Theory]
    [Modes("""{"input_tokens":1000,"output_tokens":200}""", 1000, 0, 0, 200, 0, "0.006")]
    [Modes("""{"input_tokens":1,"cache_read_input_tokens":188086,"cache_creation_input_tokens":0,"output_tokens":503}""", 188087, 188086, 0, 503, 0, "0.0639738")]
    [Modes("""{"input_tokens":21,"cache_creation_input_tokens":2051,"cache_read_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":2051,"ephemeral_1h_input_tokens":0},"output_tokens":393}""", 2072, 0, 2051, 393, 0, "0.01364925")]
    [Modes("""{"input_tokens":7,"cache_creation_input_tokens":1500,"cache_read_input_tokens":400,"cache_creation":{"ephemeral_5m_input_tokens":500,"ephemeral_1h_input_tokens":1000},"output_tokens":11}""", 1907, 400, 1500, 11, 0, "0.008181")]
    [Modes("""{"input_tokens":7,"cache_creation":{"ephemeral_5m_input_tokens":500,"ephemeral_1h_input_tokens":1000},"output_tokens":11}""", 1507, 0, 1500, 11, 0, "0.008061")]
    [Modes("""{"input_tokens":7,"cache_creation_input_tokens":1500,"output_tokens":11}""", 1507, 0, 1500, 11, 0, "0.005811")]
    [Modes("""{"input_tokens":50,"output_tokens":900,"output_tokens_details":{"thinking_tokens":850},"server_tool_use":null,"service_tier":"standard"}""", 50, 0, 0, 900, 850, "0.01365")]
    [Modes("""{"input_tokens":"50","cache_read_input_tokens":null,"cache_creation":null,"output_tokens":9.0,"output_tokens_details":[]}""", 50, 0, 0, 9, 0, "0.000285")]
    public async Task Tokens_stand_beside_each_other_and_each_has_its_own_price(CallMode mode, string usage, int prompt, int cached, int written, int completion, int reasoning, string cost)
    {
        var result = await AskAsync(mode, new RawMessage(Text) { Usage = usage });
        var counted = result.Usage!;
        Assert.Equal((prompt, cached, written, completion, reasoning, false), (counted.PromptTokens, counted.CachedTokens, counted.CacheWriteTokens, counted.CompletionTokens, counted.ReasoningTokens, counted.Estimated));
        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), result.Cost);
        Assert.Empty(result.Warnings);
    }

    [Theory]
    [Modes("""[{"type":"compaction","input_tokens":5000,"cache_read_input_tokens":400,"cache_creation_input_tokens":1500,"cache_creation":{"ephemeral_5m_input_tokens":500,"ephemeral_1h_input_tokens":1000},"output_tokens":300},{"type":"message","input_tokens":1000,"output_tokens":200}]""", 7900, 400, 1500, 500, "0.033495")]
    [Modes("""[{"type":"compaction","input_tokens":5000,"output_tokens":300,"cache_creation":null},{"type":"message","input_tokens":400,"output_tokens":100},{"type":"compaction","input_tokens":2000,"output_tokens":100},{"type":"message","input_tokens":600,"output_tokens":100}]""", 8000, 0, 0, 600, "0.033")]
    [Modes("""[{"type":"message","input_tokens":400,"output_tokens":100},{"type":"message","input_tokens":600,"output_tokens":100}]""", 1000, 0, 0, 200, "0.006")]
    [Modes("""[null,7,{"type":null},{"type":"compaction"},{"type":"compaction","input_tokens":-4,"output_tokens":1e300}]""", 1000, 0, 0, 200, "0.006")]
    [Modes("null", 1000, 0, 0, 200, "0.006")]
    [Modes("{}", 1000, 0, 0, 200, "0.006")]
    public async Task A_summary_that_the_provider_makes_on_the_way_is_billed_beside_the_answer(CallMode mode, string iterations, int prompt, int cached, int written, int completion, string cost)
    {
        var result = await AskAsync(mode, new RawMessage(Text) { Usage = $$"""{"input_tokens":1000,"output_tokens":200,"iterations":{{iterations}}}""" });
        var counted = result.Usage!;
        Assert.Equal((prompt, cached, written, completion), (counted.PromptTokens, counted.CachedTokens, counted.CacheWriteTokens, counted.CompletionTokens));
        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), result.Cost);
    }

    [Theory]
    [InlineData("""{"input_tokens":null,"output_tokens":20,"iterations":[{"type":"compaction","input_tokens":5000,"output_tokens":300},{"type":"message","input_tokens":400,"output_tokens":20}]}""")]
    [InlineData("""{"input_tokens":400,"output_tokens":20,"iterations":[{"type":"compaction","input_tokens":5000,"output_tokens":300},{"type":"message","input_tokens":400,"output_tokens":20}]}""")]
    public async Task A_summary_at_the_beginning_of_a_stream_is_counted_once(string last)
    {
        const string First = """{"input_tokens":400,"output_tokens":1,"iterations":[{"type":"compaction","input_tokens":5000,"output_tokens":300}]}""";
        var usage = (await AskAsync(CallMode.StreamedWire, new RawMessage(Text) { FirstUsage = First, Usage = last })).Usage!;
        Assert.Equal((5400, 320), (usage.PromptTokens, usage.CompletionTokens));
    }

    [Theory]
    [InlineData("""{"input_tokens":400,"cache_read_input_tokens":600,"cache_creation_input_tokens":80,"output_tokens":1}""", """{"output_tokens":20}""", 1080, 600, 80, 20)]
    [InlineData("""{"input_tokens":400,"cache_read_input_tokens":600,"cache_creation_input_tokens":80,"output_tokens":1}""", """{"input_tokens":null,"cache_read_input_tokens":null,"cache_creation_input_tokens":null,"output_tokens":20}""", 1080, 600, 80, 20)]
    [InlineData("""{"input_tokens":400,"cache_read_input_tokens":600,"output_tokens":1}""", """{"input_tokens":410,"cache_read_input_tokens":null,"output_tokens":20}""", 1010, 600, 0, 20)]
    [InlineData("""{"input_tokens":0,"output_tokens":0}""", """{"input_tokens":410,"cache_read_input_tokens":90,"output_tokens":20}""", 500, 90, 0, 20)]
    [InlineData("""{"input_tokens":400,"output_tokens":1}""", """{"input_tokens":0,"output_tokens":20}""", 400, 0, 0, 20)]
    [InlineData(null, """{"input_tokens":400,"output_tokens":20}""", 400, 0, 0, 20)]
    [InlineData("""{"input_tokens":400,"output_tokens":20}""", null, 400, 0, 0, 20)]
    public async Task Counts_of_a_stream_replace_each_other_one_by_one(string? first, string? last, int prompt, int cached, int written, int completion)
    {
        var usage = (await AskAsync(CallMode.StreamedWire, new RawMessage(Text) { FirstUsage = first, Usage = last })).Usage!;
        Assert.Equal((prompt, cached, written, completion, false), (usage.PromptTokens, usage.CachedTokens, usage.CacheWriteTokens, usage.CompletionTokens, usage.Estimated));
    }

    [Theory]
    [Modes("""{"input_tokens":0,"output_tokens":0}""")]
    [Modes("""{}""")]
    [Modes("""[]""")]
    [Modes("""{"input_tokens":-4,"output_tokens":1e300}""")]
    public async Task Counts_of_nothing_are_estimated(CallMode mode, string usage) => Assert.True((await AskAsync(mode, new RawMessage(Text) { Usage = usage, FirstUsage = null })).Usage!.Estimated);

    [Theory]
    [Modes("""{"input_tokens":10,"output_tokens":5,"server_tool_use":{"web_search_requests":2,"web_fetch_requests":1}}""", "the provider's own tools (3 requests)")]
    [Modes("""{"input_tokens":10,"output_tokens":5,"speed":"fast"}""", "the fast speed")]
    [Modes("""{"input_tokens":10,"output_tokens":5,"service_tier":"priority"}""", "the priority tier")]
    [Modes("""{"input_tokens":10,"output_tokens":5,"iterations":[{"type":"message","input_tokens":10,"output_tokens":5},{"type":"advisor_message","model":"claude-opus-5","input_tokens":800,"output_tokens":900}]}""", "an advisor model")]
    public async Task Charges_beside_the_tokens_are_reported(CallMode mode, string usage, string charge) =>
        Assert.Contains(charge, Assert.Single((await AskAsync(mode, new RawMessage(Text) { Usage = usage })).Warnings), StringComparison.Ordinal);

    [Fact]
    public async Task The_catalogues_price_of_a_model_is_that_of_its_own_name()
    {
        await using var stage = new Stage(["one/claude-haiku-4-5"], []).Speaking("anthropic").With(configuration => configuration with { Models = configuration.Models.ToDictionary(model => model.Key, model => model.Value with { Price = null }) });
        stage.One.OnAny().Answer(new RawMessage(Text) { Usage = """{"input_tokens":3,"cache_read_input_tokens":1000,"cache_creation_input_tokens":100,"output_tokens":7}""" }.For(CallMode.Plain));

        // 1 USD in, 5 out, 0.10 from the cache, 1.25 into it.
        Assert.Equal(0.000263m, (await stage.AskAsync(CallMode.Plain)).Result.Cost);
    }

    [Fact]
    public async Task Text_generated_before_a_cut_is_billed_with_the_counts_received()
    {
        await using var stage = Stage.Alone().Speaking("anthropic").With(configuration => Priced(configuration, "alpha"));
        var events = new RawMessage(Text) { FirstUsage = """{"input_tokens":1000,"output_tokens":1}""" }.Streamed;
        stage.One.OnAny().Answer(RawMessage.Events(events[..events.IndexOf("event: message_delta", StringComparison.Ordinal)]));
        var failure = (await stage.AskAsync(CallMode.VisibleStream, new ChatLimits { MaxAttempts = 1 })).Failure;
        Assert.Equal(OutcomeKind.Cut, failure.Attempts[^1].Kind);
        Assert.InRange(failure.Attempts[^1].Cost!.Value, 0.003m, 0.0032m);
    }

    private static async Task<ChatResult> AskAsync(CallMode mode, RawMessage message)
    {
        await using var stage = Stage.Alone().Speaking("anthropic").With(configuration => Priced(configuration, "alpha"));
        stage.One.OnAny().Answer(message.For(mode));
        return (await stage.AskAsync(mode)).Result;
    }

    private static HolySheepConfiguration Priced(HolySheepConfiguration configuration, string model) =>
        configuration with { Models = configuration.Models.ToDictionary(entry => entry.Key, entry => entry.Key == model ? entry.Value with { Price = Price } : entry.Value) };
}
