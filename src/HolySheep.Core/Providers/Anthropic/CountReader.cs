using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Providers.Answers;
using HolySheep.Providers.Exchange;
using HolySheep.Providers.Exchange.Reading;

namespace HolySheep.Providers.Anthropic;

/// <summary>Reads token counts, which stand beside each other here: read from the cache, written to it, and the rest of the prompt.</summary>
internal static class CountReader
{
    // It is another model, at its own price.
    private const string Advisor = "an advisor model";

    private const string HourOfCache = "ephemeral_1h_input_tokens";

    // Far above any window, and far below where a sum could overflow.
    private const double MostTokens = 1e15;

    /// <summary>The counts of the value that the reader stands on; null if it is not an object.</summary>
    public static TokenCounts? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var usage = JsonElement.ParseValue(ref reader);
        return Of(usage) with { Compaction = OfCompactions(usage), OtherCharge = OtherCharges.Of(usage) ?? (Iterations(usage, "advisor_message").Any() ? Advisor : null) };
    }

    private static TokenCounts Of(JsonElement usage)
    {
        var written = JsonMember.Of(usage, "cache_creation");
        var (minutes, hour) = (Count(written, "ephemeral_5m_input_tokens"), Count(written, HourOfCache));
        return new TokenCounts
        {
            Input = Count(usage, "input_tokens"),
            CacheRead = Count(usage, "cache_read_input_tokens"),
            CacheWritten = Count(usage, "cache_creation_input_tokens") ?? (minutes is null && hour is null ? null : (minutes ?? 0) + (hour ?? 0)),
            CacheWrittenForHour = hour,
            Output = Count(usage, "output_tokens"),
            Reasoning = Count(JsonMember.Of(usage, "output_tokens_details"), "thinking_tokens"),
            StatedCost = StatedCost.Read(usage),
        };
    }

    /// <summary>The counts of the summaries of the conversation that the provider made on the way; null if it made none.</summary>
    private static TokenCounts? OfCompactions(JsonElement usage) =>
        Iterations(usage, "compaction").Aggregate((TokenCounts?)null, (sum, iteration) => Of(iteration).Plus(sum));

    /// <summary>The steps of an answer of this type, which the counts beside them leave out. [platform.claude.com: compaction, advisor tool]</summary>
    private static IEnumerable<JsonElement> Iterations(JsonElement usage, string type) =>
        JsonMember.Of(usage, "iterations") is { ValueKind: JsonValueKind.Array } iterations
            ? iterations.EnumerateArray().Where(iteration => JsonMember.Of(iteration, "type") is { ValueKind: JsonValueKind.String } name && name.ValueEquals(type))
            : [];

    private static long? Count(JsonElement parent, string name) => JsonMember.Number(JsonMember.Of(parent, name)) is >= 0 and < MostTokens and var count ? (long)count : null;
}
