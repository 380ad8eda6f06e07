using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.Catalog;
using HolySheep.Configuration.Options;
using HolySheep.Harness;
using HolySheep.Spend.History;
using HolySheep.Spend.Pricing;
using HolySheep.Spend.Usage;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Wires;

/// <summary>What answers cost whose usage is as the vendors send it: cache reads and writes, reasoning, and long prompts, computed by hand.</summary>
public sealed class WireCostTests
{
    private static readonly ModelPrice Price = new(2m, 10m, 0.2m)
    {
        CacheWrite = 2.5m,
        Reasoning = 12m,
        LongContext = [new LongContextPrice(272_000, 4m, 15m, 0.4m) { CacheWrite = 5m, Reasoning = 18m }],
    };

    // Of 364 tokens of the answer 64 are reasoning: 300 x 10 + 64 x 12 = 3,768, or 300 x 15 + 64 x 18 = 5,652 after a long prompt.
    public static TheoryData<string, int, int, int, int, double> Answers => new()
    {
        // fresh, read, written, of them for an hour; then USD per million calls.
        // 36 x 2 + 1920 x 0.2 + 50 x 2.5 + 3768
        { "openai", 36, 1920, 50, 0, 4349 }, { "azure", 36, 1920, 50, 0, 4349 }, { "openai-responses", 36, 1920, 50, 0, 4349 },

        // 36 x 2 + 1920 x 0.2 + 30 x 2.5 + 20 x 2 x 2 + 3768
        { "anthropic", 36, 1920, 50, 20, 4379 },

        // 86 x 2 + 1920 x 0.2 + 3768
        { "gemini", 86, 1920, 0, 0, 4324 },

        // The longest prompt at the price for short ones: 71000 x 2 + 200000 x 0.2 + 1000 x 2.5 + 3768
        { "openai", 71_000, 200_000, 1_000, 0, 188_268 }, { "azure", 71_000, 200_000, 1_000, 0, 188_268 }, { "openai-responses", 71_000, 200_000, 1_000, 0, 188_268 },
        { "anthropic", 71_000, 200_000, 1_000, 400, 188_868 }, { "gemini", 72_000, 200_000, 0, 0, 187_768 },

        // One token more, cached ones counted: 71001 x 4 + 200000 x 0.4 + 1000 x 5 + 5652
        { "openai", 71_001, 200_000, 1_000, 0, 374_656 }, { "azure", 71_001, 200_000, 1_000, 0, 374_656 }, { "openai-responses", 71_001, 200_000, 1_000, 0, 374_656 },

        // 71001 x 4 + 200000 x 0.4 + 600 x 5 + 400 x 2 x 4 + 5652
        { "anthropic", 71_001, 200_000, 1_000, 400, 375_856 },

        // 72001 x 4 + 200000 x 0.4 + 5652
        { "gemini", 72_001, 200_000, 0, 0, 373_656 },
    };

    [Theory, MemberData(nameof(Answers))]
    public async Task An_answer_costs_what_its_tokens_cost_by_hand(string wire, int fresh, int read, int written, int forHour, double micro)
    {
        foreach (var mode in Enum.GetValues<CallMode>())
        {
            await using var stage = Stage.Alone().Speaking(wire)
                .With(configuration => configuration with { Models = new Dictionary<string, ModelOptions> { ["alpha"] = configuration.Models["alpha"] with { Price = Price } } });
            var usage = Usage(wire, fresh, read, written, forHour);
            stage.One.Handle(_ => mode == CallMode.Plain ? Reply.Json(200, Whole(wire, usage)) : Reply.Raw(200, "text/event-stream", Events(wire, usage)));
            var result = (await stage.AskAsync(mode)).Result;
            Assert.Equal((fresh + read + written, read, written, 364, 64), (result.Usage!.PromptTokens, result.Usage.CachedTokens, result.Usage.CacheWriteTokens, result.Usage.CompletionTokens, result.Usage.ReasoningTokens));
            Assert.Equal(((decimal)micro / 1_000_000m).ToString(CultureInfo.InvariantCulture), result.Cost!.Value.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Theory, MemberData(nameof(Answers))]
    public async Task The_cost_of_a_recorded_answer_follows_from_its_row(string wire, int fresh, int read, int written, int forHour, double micro)
    {
        using var home = new TempFolder("recorded");
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Path }.Speaking(wire)
            .With(configuration => configuration with { Models = new Dictionary<string, ModelOptions> { ["alpha"] = configuration.Models["alpha"] with { Price = Price } } });
        stage.One.Handle(_ => Reply.Json(200, Whole(wire, Usage(wire, fresh, read, written, forHour))));
        await stage.AskAsync(CallMode.Plain);

        var row = Assert.Single(Assert.Single(stage.NewClient().ListCalls(new CallQuery())).Attempts);
        Assert.Equal(((decimal)micro / 1_000_000m, row.Cost), (row.Cost, CallCost.Of(Price, row.Usage)));
        var sum = stage.Client.GetUsage(new UsageQuery { From = stage.Clock.GetUtcNow().AddDays(-1), To = stage.Clock.GetUtcNow().AddDays(1) }).Total;
        Assert.Equal((read, written, forHour), (sum.CachedTokens, sum.CacheWriteTokens, sum.HourCacheWriteTokens));
    }

    [Theory, InlineData("openai", "\"service_tier\":\"flex\","), InlineData("openai-responses", "\"service_tier\":\"flex\",")]
    public async Task The_cost_of_a_recorded_answer_of_the_flexible_tier_follows_from_its_row(string wire, string tier)
    {
        using var home = new TempFolder("recorded");
        var price = Price with { Flex = 0.5m };
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = home.Path }.Speaking(wire)
            .With(configuration => configuration with { Models = new Dictionary<string, ModelOptions> { ["alpha"] = configuration.Models["alpha"] with { Price = price } } });
        stage.One.Handle(_ => Reply.Json(200, Whole(wire, Usage(wire, 36, 1920, 50, 0)).Insert(1, tier)));
        await stage.AskAsync(CallMode.Plain);

        var row = Assert.Single(Assert.Single(stage.NewClient().ListCalls(new CallQuery())).Attempts);
        Assert.Equal((4349m / 2_000_000m, row.Cost), (row.Cost, CallCost.Of(price, row.Usage)));
    }

    private static string Usage(string wire, int fresh, int read, int written, int forHour) => wire switch
    {
        "openai-responses" => $$$"""
            {"input_tokens":{{{fresh + read + written}}},"input_tokens_details":{"cached_tokens":{{{read}}},"cache_write_tokens":{{{written}}}},"output_tokens":364,"output_tokens_details":{"reasoning_tokens":64},"total_tokens":{{{fresh + read + written + 364}}}}
            """,
        "anthropic" => $$$"""
            {"input_tokens":{{{fresh}}},"cache_read_input_tokens":{{{read}}},"cache_creation_input_tokens":{{{written}}},"cache_creation":{"ephemeral_5m_input_tokens":{{{written - forHour}}},"ephemeral_1h_input_tokens":{{{forHour}}}},"output_tokens":364,"output_tokens_details":{"thinking_tokens":64},"service_tier":"standard"}
            """,
        "gemini" => $$$"""
            {"promptTokenCount":{{{fresh + read}}},"cachedContentTokenCount":{{{read}}},"candidatesTokenCount":300,"thoughtsTokenCount":64,"totalTokenCount":{{{fresh + read + 364}}},"promptTokensDetails":[{"modality":"TEXT","tokenCount":{{{fresh + read}}}}]}
            """,
        _ => $$$"""
            {"prompt_tokens":{{{fresh + read + written}}},"completion_tokens":364,"total_tokens":{{{fresh + read + written + 364}}},"prompt_tokens_details":{"cached_tokens":{{{read}}},"cache_write_tokens":{{{written}}},"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":64,"audio_tokens":0}}
            """,
    };

    private static string Whole(string wire, string usage) => wire switch
    {
        "openai-responses" => $$$"""{"id":"resp_1","object":"response","status":"completed","model":"alpha","output":[{"id":"msg_1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":"330 m","annotations":[]}]}],"usage":{{{usage}}}}""",
        "anthropic" => $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[{"type":"text","text":"330 m"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{{{usage}}}}""",
        "gemini" => $$$"""{"candidates":[{"content":{"parts":[{"text":"330 m"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{{{usage}}},"modelVersion":"alpha","responseId":"r1"}""",
        _ => $$$"""{"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"alpha","choices":[{"index":0,"message":{"role":"assistant","content":"330 m","refusal":null},"finish_reason":"stop"}],"usage":{{{usage}}}}""",
    };

    private static string Events(string wire, string usage) => string.Concat((wire switch
    {
        "openai-responses" =>
        [
            """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","model":"alpha","output":[]}}""",
            """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"msg_1","type":"message","role":"assistant","status":"in_progress","content":[]}}""",
            """{"type":"response.output_text.delta","sequence_number":2,"item_id":"msg_1","output_index":0,"content_index":0,"delta":"330 m"}""",
            $$$"""{"type":"response.completed","sequence_number":3,"response":{{{Whole(wire, usage)}}}}""",
        ],
        "anthropic" =>
        [
            $$$"""{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"alpha","content":[],"stop_reason":null,"usage":{{{usage.Replace("\"output_tokens\":364", "\"output_tokens\":1", StringComparison.Ordinal).Replace("\"thinking_tokens\":64", "\"thinking_tokens\":0", StringComparison.Ordinal)}}}}}""",
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"330 m"}}""",
            """{"type":"content_block_stop","index":0}""",
            $$$"""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{{{usage}}}}""",
            """{"type":"message_stop"}""",
        ],
        "gemini" =>
        [
            $$$"""{"candidates":[{"content":{"parts":[{"text":"330"}],"role":"model"},"index":0}],"usageMetadata":{{{usage.Replace(":300,", ":7,", StringComparison.Ordinal)}}},"modelVersion":"alpha"}""",
            Whole(wire, usage).Replace("330 m", " m", StringComparison.Ordinal),
        ],
        _ => (string[])
        [
            """{"id":"chatcmpl-1","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{"role":"assistant","content":"330 m"},"finish_reason":null}]}""",
            """{"id":"chatcmpl-1","object":"chat.completion.chunk","model":"alpha","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""",
            $$$"""{"id":"chatcmpl-1","object":"chat.completion.chunk","model":"alpha","choices":[],"usage":{{{usage}}}}""",
            "[DONE]",
        ],
    }).Select(data => Event(wire, data)));

    private static string Event(string wire, string data)
    {
        var type = wire is "anthropic" or "openai-responses" ? data.Split('"')[3] : null;
        return (type is null ? "" : $"event: {type}\n") + $"data: {data.Trim()}\n\n";
    }
}
