using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of presets: a list, in which every key is always present.</summary>
internal static class PresetsJson
{
    public static string Of(IEnumerable<ProviderPreset> presets) => JsonLine.OfList(presets, Write);

    private static void Write(Utf8JsonWriter json, ProviderPreset preset)
    {
        json.WriteStartObject();
        json.WriteString("name", preset.Name);
        json.WriteString("vendor", preset.Vendor);
        json.WriteString("kind", preset.Kind);
        json.WriteString("api", preset.Api);
        json.WriteString("base_url", preset.BaseUrl);
        json.WriteString("models_url", preset.ModelsUrl);
        JsonLine.WriteStrings(json, "settings", preset.Settings.Select(setting => setting.Name));
        JsonLine.WriteStrings(json, "key_variables", preset.KeyVariables);
        JsonLine.WriteStrings(json, "key_command", preset.KeyCommand);
        json.WriteBoolean("keyless", preset.Keyless);
        json.WriteBoolean("slash_ids", preset.SlashIds);
        json.WriteString("source", preset.Source);
        json.WriteString("date", preset.Date);
        json.WriteEndObject();
    }
}
