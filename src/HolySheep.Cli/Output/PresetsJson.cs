using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of presets: a list, in which every key is always present.</summary>
internal static class PresetsJson
{
    public static string Of(IEnumerable<ProviderPreset> presets) => JsonLine.Of(json =>
    {
        json.WriteStartArray();
        foreach (var preset in presets)
        {
            Write(json, preset);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, ProviderPreset preset)
    {
        json.WriteStartObject();
        json.WriteString("name", preset.Name);
        json.WriteString("vendor", preset.Vendor);
        json.WriteString("kind", preset.Kind);
        json.WriteString("api", preset.Api);
        json.WriteString("base_url", preset.BaseUrl);
        json.WriteString("models_url", preset.ModelsUrl);
        WriteNames(json, "settings", preset.Settings.Select(setting => setting.Name));
        WriteNames(json, "key_variables", preset.KeyVariables);
        WriteNames(json, "key_command", preset.KeyCommand);
        json.WriteBoolean("keyless", preset.Keyless);
        json.WriteBoolean("slash_ids", preset.SlashIds);
        json.WriteString("source", preset.Source);
        json.WriteString("date", preset.Date);
        json.WriteEndObject();
    }

    private static void WriteNames(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
