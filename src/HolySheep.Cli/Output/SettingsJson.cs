using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Configuration.Settings;

namespace HolySheep.Cli.Output;

/// <summary>The JSON form of settings, in which every key is always present.</summary>
internal static class SettingsJson
{
    public static string Of(IEnumerable<Setting> settings) => JsonLine.OfList(settings, Write);

    public static string Of(Setting setting) => JsonLine.Of(json => Write(json, setting));

    private static void Write(Utf8JsonWriter json, Setting setting)
    {
        json.WriteStartObject();
        json.WriteString("name", setting.Name);
        json.WriteString("value", setting.Value);
        json.WriteBoolean("is_set", setting.IsSet);
        json.WriteString("default", setting.Default);
        json.WriteString("description", setting.Description);
        json.WriteEndObject();
    }
}
