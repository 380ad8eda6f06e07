using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Options;
using HolySheep.Providers;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of providers: a list in which every key is always present.</summary>
internal static class ProvidersJson
{
    public static string Of(IEnumerable<ConfiguredProvider> providers) => JsonLine.OfList(providers, Write);

    private static void Write(Utf8JsonWriter json, ConfiguredProvider provider)
    {
        var options = provider.Options;
        json.WriteStartObject();
        json.WriteString("name", options.Name);
        json.WriteString("kind", ProviderKindName.Of(options.Kind));
        json.WriteString("api", options.HasTwoApis ? ApiNames.Of(options.Api) : null);
        json.WriteString("preset", options.Preset);
        json.WriteString("base_url", options.BaseUrl?.ToString());
        json.WriteString("models_url", options.ModelsUrlText);
        JsonLine.WriteMap(json, "settings", options.Settings);
        json.WriteBoolean("is_default", provider.IsDefault);
        JsonLine.WriteStrings(json, "api_key_reference", options.KeyReferences);
        json.WriteString("key_order", options.KeyOrder == KeyOrder.Spread ? "spread" : null);
        JsonLine.WriteStrings(json, "api_key_command", options.KeyCommand?.Arguments ?? []);
        JsonLine.WriteNumber(json, "api_key_lifetime_sec", (decimal?)options.KeyCommand?.Lifetime.TotalSeconds);
        JsonLine.WriteBoolean(json, "key_found", options.Keyless ? null : provider.KeyFault is null);
        json.WriteString("key_source", provider.KeyPlace);
        json.WriteString("key_problem", provider.KeyFault);
        json.WriteString("key_hint", provider.KeyHint);
        json.WriteString("quota_group", options.QuotaGroup);
        json.WriteString("region", options.Region);
        JsonLine.WriteNumber(json, "requests_per_minute", options.RequestsPerMinute);
        JsonLine.WriteNumber(json, "tokens_per_minute", options.TokensPerMinute);
        JsonLine.WriteNumber(json, "max_concurrency", options.MaxConcurrency);
        JsonLine.WriteMap(json, "headers", options.HeaderReferences);
        json.WriteBoolean("slash_ids", options.SlashIds);
        json.WriteBoolean("disabled", options.Disabled);
        JsonLine.WriteStrings(json, "key_sources", provider.KeyPlaces);
        json.WriteEndObject();
    }
}
