using System;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.Gemini;

/// <summary>Reads token counts: thoughts are counted beside the candidates, and what tools of the provider read beside the prompt.</summary>
internal static class UsageReader
{
    /// <summary>The counts of the current value; null if it has none.</summary>
    public static ChatUsage? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var usage = JsonElement.ParseValue(ref reader);
        var prompt = Count(usage, "promptTokenCount", "prompt_token_count") + Count(usage, "toolUsePromptTokenCount", "tool_use_prompt_token_count");
        var candidates = Count(usage, "candidatesTokenCount", "candidates_token_count");
        var thoughts = Count(usage, "thoughtsTokenCount", "thoughts_token_count");
        var total = Count(usage, "totalTokenCount", "total_token_count");
        if (prompt + candidates + thoughts == 0)
        {
            return null;
        }

        // Some gateways count thoughts among the candidates: the total tells, so that nothing is charged twice.
        var isInside = thoughts > 0 && thoughts <= candidates && total == prompt + candidates;
        var completion = isInside ? candidates : candidates + thoughts;

        // Tokens that only the total includes are thoughts, which are billed as output.
        var hidden = thoughts == 0 ? Math.Max(0, total - prompt - completion) : 0;
        return new ChatUsage
        {
            PromptTokens = prompt,
            CachedTokens = Math.Min(prompt, Count(usage, "cachedContentTokenCount", "cached_content_token_count")),
            CompletionTokens = completion + hidden,
            ReasoningTokens = thoughts + hidden,
            OtherCharge = OtherCharges.Of(usage),
        };
    }

    private static long Count(JsonElement usage, params string[] names) => TokenUsageReader.Count(usage, names);
}
