using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Inspection;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of tests: a list, even for one provider, in which every key is always present.</summary>
internal static class ProviderTestsJson
{
    public static string Of(IEnumerable<ProviderTestResult> results) => JsonLine.OfList(results, Write);

    private static void Write(Utf8JsonWriter json, ProviderTestResult result)
    {
        json.WriteStartObject();
        json.WriteString("provider", result.Provider);
        json.WriteBoolean("succeeded", result.Succeeded);
        json.WriteString("verdict", result.Verdict.ToString());
        json.WriteString("message", result.Message);
        json.WriteString("hint", result.Hint);
        JsonLine.WriteMilliseconds(json, "latency_ms", result.Latency);
        JsonLine.WriteNumber(json, "status", result.Status);
        JsonLine.WriteNumber(json, "model_count", result.ModelCount);
        json.WriteEndObject();
    }
}
