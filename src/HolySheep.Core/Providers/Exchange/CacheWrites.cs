using System;
using System.Linq;
using System.Text;
using HolySheep.Chat;
using HolySheep.Configuration.Options;
using HolySheep.Planning;

namespace HolySheep.Providers.Exchange;

/// <summary>What of a prompt a provider may write to its prompt cache, which costs more than to read it: estimates count the most that a call can come to.</summary>
internal static class CacheWrites
{
    private const string Mark = "cache_control";
    private static readonly byte[] HourMark = Encoding.ASCII.GetBytes("\"1h\"");
    private static readonly string HourText = Encoding.ASCII.GetString(HourMark);

    /// <summary>The usage with the whole prompt as written to the cache, if the call may cause that.</summary>
    public static ChatUsage Expect(ChatUsage usage, ChatRequest request, RouteCandidate candidate)
    {
        var marked = request.ExtraBody.Count > 0 && request.ExtraBody.Any(member => member.Key == Mark || Has(member.Value, Mark));
        if (!marked && !(candidate.Format == ProviderKind.Anthropic ? request.CachePrompt : WritesUnasked(candidate)))
        {
            return usage;
        }

        var forHour = marked ? request.ExtraBody.Values.Any(json => Has(json, HourText))
            : candidate.Format == ProviderKind.Anthropic && request.Original is { } original && original.Json.Span.IndexOf(HourMark) >= 0;
        return usage with { CacheWriteTokens = usage.PromptTokens, HourCacheWriteTokens = forHour ? usage.PromptTokens : 0 };
    }

    // OpenAI from GPT-5.6 on; Claude writes nothing without a mark. [developers.openai.com, platform.claude.com: prompt caching]
    private static bool WritesUnasked(RouteCandidate candidate) =>
        candidate.Price is { } price && price.CacheWrite > price.Input && !Has(candidate.Model, "claude");

    private static bool Has(string text, string part) => text.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0;
}
