using System;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange.Reading;

/// <summary>Reads token counts: this format's own members, and those of other vendors that gateways pass on.</summary>
internal static class TokenUsageReader
{
    // Far above any window, and far below where a sum could overflow.
    private const double MostTokens = 1e15;

    private const string HourPart = "ephemeral_1h_input_tokens";

    private static readonly string[] CacheParts = ["cache_creation"];
    private static readonly string[] Prompt = ["prompt_tokens", "input_tokens", "promptTokens", "inputTokens", "promptTokenCount"];
    private static readonly string[] Completion = ["completion_tokens", "output_tokens", "completionTokens", "outputTokens", "candidatesTokenCount"];
    private static readonly string[] Total = ["total_tokens", "totalTokens", "totalTokenCount"];
    private static readonly string[] Cached = ["prompt_cache_hit_tokens", "cached_tokens", "cache_read_input_tokens", "cache_read_tokens", "num_cached_tokens", "cachedContentTokenCount"];
    private static readonly string[] Written = ["cache_creation_input_tokens", "cache_write_tokens", "cache_creation_tokens"];
    private static readonly string[] Reasoning = ["reasoning_tokens", "thinking_tokens", "thoughtsTokenCount"];
    private static readonly string[] PromptDetails = ["prompt_tokens_details", "input_tokens_details", "prompt_token_details"];
    private static readonly string[] CompletionDetails = ["completion_tokens_details", "output_tokens_details", "completion_token_details"];

    /// <summary>The counts of the current value; null if it has none, because every prompt has tokens.</summary>
    public static ChatUsage? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            reader.Skip();
            return null;
        }

        var ahead = reader;
        if (PlainUsage.TryRead(ref ahead, out var plain) && plain.Prompt + plain.Completion > 0)
        {
            reader = ahead;
            return Of(plain.Prompt, plain.Completion, plain.Total, plain.Cached, written: 0, plain.Reasoning);
        }

        var usage = JsonElement.ParseValue(ref reader);
        if (usage.ValueKind == JsonValueKind.Array)
        {
            usage = usage.GetArrayLength() > 0 ? usage[0] : default;
        }

        return usage.ValueKind == JsonValueKind.Object ? Read(usage) : null;
    }

    private static ChatUsage? Read(JsonElement usage)
    {
        var input = Details(usage, PromptDetails);
        var output = Details(usage, CompletionDetails);
        var prompt = Count(usage, Prompt);
        var completion = Count(usage, Completion);
        var total = Count(usage, Total);
        var cached = Either(Count(input, Cached), Count(usage, Cached));
        var written = Either(Count(input, Written), Either(Count(usage, Written), CountParts(usage)));
        if (StandBeside(usage, prompt, completion, total, cached + written))
        {
            prompt += cached + written;
        }

        if (prompt + completion == 0)
        {
            // Some servers count only the total: how much of it is the prompt is not known here.
            return total > 0 ? new ChatUsage { CompletionTokens = total, Estimated = true, StatedCost = StatedCost.Read(usage) } : null;
        }

        var counts = Of(prompt, completion, total, cached, written, Either(Count(output, Reasoning), Count(usage, Reasoning)));
        return counts with
        {
            HourCacheWriteTokens = Math.Min(counts.CacheWriteTokens, Count(Details(usage, CacheParts), [HourPart])),
            StatedCost = StatedCost.Read(usage),
            OtherCharge = OtherCharges.Of(usage),
        };
    }

    private static ChatUsage Of(long prompt, long completion, long total, long cached, long written, long reasoning)
    {
        // Tokens that only the total includes are reasoning, which is billed as output.
        var hidden = Math.Max(0, total - prompt - completion);
        completion += hidden;
        cached = Math.Min(prompt, cached);
        return new ChatUsage
        {
            PromptTokens = prompt,
            CachedTokens = cached,
            CacheWriteTokens = Math.Min(prompt - cached, written),
            CompletionTokens = completion,
            ReasoningTokens = Math.Min(completion, Math.Max(reasoning, hidden)),
        };
    }

    /// <summary>Whether cached and written tokens are added to the prompt's, as in Anthropic's counts. If this is unknown they are part of it, so that nothing is charged twice.</summary>
    private static bool StandBeside(JsonElement usage, long prompt, long completion, long total, long cache)
    {
        if (!Has(usage, "cache_read_input_tokens") && !Has(usage, "cache_creation_input_tokens"))
        {
            return false;
        }

        return Count(usage, ["prompt_tokens"]) == 0 ? !Has(usage, "input_tokens_details") : prompt < cache || total == prompt + completion + cache;
    }

    /// <summary>Anthropic's cache writes, separated by their lifetime.</summary>
    private static long CountParts(JsonElement usage) =>
        Details(usage, CacheParts) is { ValueKind: JsonValueKind.Object } parts
            ? Count(parts, ["ephemeral_5m_input_tokens"]) + Count(parts, [HourPart])
            : 0;

    private static bool Has(JsonElement usage, string name) => usage.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static JsonElement Details(JsonElement usage, string[] names)
    {
        foreach (var name in names)
        {
            if (usage.TryGetProperty(name, out var details) && details.ValueKind == JsonValueKind.Object)
            {
                return details;
            }
        }

        return default;
    }

    /// <summary>The first count above 0 of these members; 0 if there is none, because some gateways send the members of several vendors, and 0 in those that they do not fill.</summary>
    public static long Count(JsonElement parent, string[] names)
    {
        if (parent.ValueKind != JsonValueKind.Object)
        {
            return 0;
        }

        foreach (var name in names)
        {
            if (parent.TryGetProperty(name, out var value) && Count(value) is > 0 and var count)
            {
                return count;
            }
        }

        return 0;
    }

    private static long Count(JsonElement value) => JsonMember.Number(value) is > 0 and < MostTokens and var number ? (long)number : 0;

    private static long Either(long first, long second) => first > 0 ? first : second;
}
