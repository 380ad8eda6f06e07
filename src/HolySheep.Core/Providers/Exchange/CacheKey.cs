using System.Globalization;
using System.Text.Json;
using HolySheep.Chat;

namespace HolySheep.Providers.Exchange;

/// <summary>The member by which OpenAI and Azure bring calls with the same prefix to the same prompt cache.</summary>
internal static class CacheKey
{
    private const string Member = "prompt_cache_key";

    /// <summary>Writes the key, if the provider takes one and the caller wants the cache and gave no key.</summary>
    public static void Write(Utf8JsonWriter writer, ProviderCall call)
    {
        if (call.Candidate.TakesCacheKey && PromptPrefix.HashOf(call.Request) is { } prefix && !call.Request.ExtraBody.ContainsKey(Member))
        {
            writer.WriteString(Member, "holysheep-" + prefix.ToString("x16", CultureInfo.InvariantCulture));
        }
    }
}
