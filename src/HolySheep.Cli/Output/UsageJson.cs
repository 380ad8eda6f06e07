using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Spend.Usage;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of usage: every key is always present, and null if unknown or not grouped by; times are UTC.</summary>
internal static class UsageJson
{
    public static string Of(UsageReport report) => JsonLine.Of(json =>
    {
        json.WriteStartObject();
        json.WriteString("from", report.From.UtcDateTime);
        json.WriteString("to", report.To.UtcDateTime);
        JsonLine.WriteList(json, "rows", report.Rows, Write);
        json.WritePropertyName("total");
        Write(json, report.Total);
        json.WriteEndObject();
    });

    public static string Of(IEnumerable<UsageAnomaly> anomalies) => JsonLine.OfList(anomalies, Write);

    private static void Write(Utf8JsonWriter json, UsageRow row)
    {
        json.WriteStartObject();
        json.WriteString("day", row.Day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("model", row.Model);
        json.WriteString("provider", row.Provider);
        json.WriteString("tag", row.Tag);
        json.WriteString("job", row.Job);
        json.WriteString("machine", row.Machine);
        json.WriteNumber("calls", row.Calls);
        json.WriteNumber("attempts", row.Attempts);
        json.WriteNumber("answered", row.Answered);
        json.WriteNumber("failed", row.Failed);
        json.WriteNumber("fallbacks", row.Fallbacks);
        json.WriteNumber("prompt_tokens", row.PromptTokens);
        json.WriteNumber("cached_tokens", row.CachedTokens);
        json.WriteNumber("completion_tokens", row.CompletionTokens);
        json.WriteNumber("reasoning_tokens", row.ReasoningTokens);
        json.WriteNumber("cost_usd", row.Cost);
        json.WriteNumber("estimated_cost_usd", row.EstimatedCost);
        json.WriteNumber("unpriced", row.Unpriced);
        json.WriteNumber("reused", row.Reused);
        json.WriteNumber("saved_by_reuse_usd", row.SavedByReuse);
        JsonLine.WriteNumber(json, "compared_cost_usd", row.ComparedCost);
        JsonLine.WriteNumber(json, "savings_usd", row.Savings);
        json.WriteNumber("cache_write_tokens", row.CacheWriteTokens);
        json.WriteNumber("hour_cache_write_tokens", row.HourCacheWriteTokens);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, UsageAnomaly anomaly)
    {
        json.WriteStartObject();
        json.WriteString("start", anomaly.Start.UtcDateTime);
        json.WriteNumber("hours", anomaly.Length.TotalHours);
        json.WriteNumber("cost_usd", anomaly.Cost);
        json.WriteNumber("usual_usd", anomaly.Usual);
        json.WriteNumber("score", anomaly.Score);
        JsonLine.WriteNumber(json, "calls_factor", (decimal?)anomaly.CallsFactor);
        JsonLine.WriteNumber(json, "tokens_per_call_factor", (decimal?)anomaly.TokensPerCallFactor);
        json.WriteStartArray("growth");
        foreach (var part in anomaly.Growth)
        {
            json.WriteStartObject();
            json.WriteString("group", part.Group.ToString().ToLowerInvariant());
            json.WriteString("name", part.Name);
            json.WriteNumber("cost_usd", part.Cost);
            json.WriteNumber("usual_usd", part.Usual);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
