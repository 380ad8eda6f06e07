using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using Xunit;

namespace HolySheep.Providers.Gemini;

/// <summary>What tokens of the Gemini wire cost, computed by hand.</summary>
public sealed class MoneyTests
{
    [Theory]
    [Modes("\"promptTokenCount\":1845,\"candidatesTokenCount\":15,\"thoughtsTokenCount\":1801,\"totalTokenCount\":3661", 1845L, 0L, 1816L, 1801L, "0.0050935")]
    [Modes("\"totalTokenCount\":3661,\"thoughtsTokenCount\":1801,\"cachedContentTokenCount\":1024,\"candidatesTokenCount\":15,\"promptTokenCount\":1845", 1845L, 1024L, 1816L, 1801L, "0.00481702")]
    [Modes("\"promptTokenCount\":100,\"toolUsePromptTokenCount\":900,\"candidatesTokenCount\":10,\"totalTokenCount\":1010", 1000L, 0L, 10L, 0L, "0.000325")]
    [Modes("\"promptTokenCount\":100,\"candidatesTokenCount\":60,\"thoughtsTokenCount\":50,\"totalTokenCount\":160", 100L, 0L, 60L, 50L, "0.00018")]
    [Modes("\"promptTokenCount\":100,\"candidatesTokenCount\":10,\"totalTokenCount\":160", 100L, 0L, 60L, 50L, "0.00018")]
    [Modes("\"promptTokenCount\":100,\"thoughtsTokenCount\":50,\"totalTokenCount\":150", 100L, 0L, 50L, 50L, "0.000155")]
    [Modes("\"promptTokenCount\":200001,\"cachedContentTokenCount\":1,\"candidatesTokenCount\":1,\"thoughtsTokenCount\":1,\"totalTokenCount\":200003", 200001L, 1L, 2L, 1L, "0.12000803")]
    [Modes("\"promptTokenCount\":100,\"cachedContentTokenCount\":900,\"candidatesTokenCount\":10,\"totalTokenCount\":110", 100L, 100L, 10L, 0L, "0.000028")]
    public async Task The_cost_is_right_to_the_last_decimal(CallMode mode, string counts, long prompt, long cached, long completion, long reasoning, string cost)
    {
        await using var talk = new GeminiTalk().Answers(mode, $$$$"""{"candidates":[{"content":{"parts":[{"text":"fine"}]},"finishReason":"STOP"}],"usageMetadata":{ {{{{counts}}}} }}""");
        talk.Stage.With(Priced);
        var result = (await talk.AskAsync(mode)).Result;
        Assert.Equal((prompt, cached, completion, reasoning, false), (result.Usage!.PromptTokens, result.Usage.CachedTokens, result.Usage.CompletionTokens, result.Usage.ReasoningTokens, result.Usage.Estimated));
        Assert.Equal(decimal.Parse(cost, System.Globalization.CultureInfo.InvariantCulture), result.Cost);
    }

    [Fact]
    public async Task The_last_counts_of_a_stream_win_and_chunks_without_any_change_nothing()
    {
        await using var talk = new GeminiTalk().Answers(CallMode.VisibleStream,
            """{"candidates":[{"content":{"parts":[{"text":"a"}]}}],"usageMetadata":{"trafficType":"ON_DEMAND"}}""",
            """{"candidates":[{"content":{"parts":[{"text":"b"}]}}],"usageMetadata":{"promptTokenCount":90,"thoughtsTokenCount":70,"candidatesTokenCount":1,"totalTokenCount":161}}""",
            """{"candidates":[{"content":{"parts":[{"text":"c"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":90,"thoughtsTokenCount":80,"candidatesTokenCount":3,"totalTokenCount":173}}""",
            """{"candidates":[{"content":{"parts":[{"text":""}]}}],"usageMetadata":{"promptTokenCount":90}}""");
        var usage = (await talk.AskAsync(CallMode.VisibleStream)).Result.Usage!;
        Assert.Equal((90, 83, 80, 173), (usage.PromptTokens, usage.CompletionTokens, usage.ReasoningTokens, usage.TotalTokens));
    }

    /// <summary>0.30 and 2.50 USD a million, cached 0.03; above 200,000 tokens 0.60, 4 and 0.03; thoughts as answers.</summary>
    private static Configuration.HolySheepConfiguration Priced(Configuration.HolySheepConfiguration configuration) => configuration with
    {
        Models = new System.Collections.Generic.Dictionary<string, ModelOptions>(configuration.Models)
        {
            ["alpha"] = configuration.Models["alpha"] with { Price = new ModelPrice(0.30m, 2.50m, 0.03m) { LongContext = [new LongContextPrice(200_000, 0.60m, 4m, 0.03m)] } },
        },
    };
}
