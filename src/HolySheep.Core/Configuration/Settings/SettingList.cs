using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Reading;
using HolySheep.Errors;

namespace HolySheep.Configuration.Settings;

/// <summary>Reads settings: the file over the defaults. What may be a secret is hidden.</summary>
public static class SettingList
{
    /// <summary>All settings, in the order of the reference; those of a part that the user names, such as a client of the gateway, if the file has one.</summary>
    /// <exception cref="ConfigurationException">The file is not valid.</exception>
    public static IReadOnlyList<Setting> Read(ConfigurationFile file) => Read(file, SettingKey.Sections);

    /// <summary>A setting, or all settings of a section, in any letter case.</summary>
    /// <exception cref="HolySheepException">The setting does not exist; the message has the nearest name.</exception>
    /// <exception cref="ConfigurationException">The file is not valid.</exception>
    public static IReadOnlyList<Setting> Read(ConfigurationFile file, string name) => Read(file, [SettingNames.Get(name)]);

    /// <summary>Whether a name is that of a section, and not that of one setting.</summary>
    public static bool IsSection(string name) => SettingKey.Find(name) is { IsGroup: true };

    private static List<Setting> Read(ConfigurationFile file, IEnumerable<SettingKey> keys)
    {
        var effect = ConfigurationText.Parse(ConfigurationView.Of(file.Read(), indented: false));
        var written = ConfigurationText.Parse(FileText.Read(file.Path) ?? "{}");
        return [.. keys.SelectMany(key => key.In(effect).Leaves(group => (At(effect, group) as JsonObject)?.Select(member => member.Key) ?? []))
            .Select(key => new Setting(key.Name, SettingValue.TextOf(At(effect, key)), At(written, key) is not null, key.Description?.Default is { } words ? KeyDescription.Plain(words) : null, key.Text))];
    }

    private static JsonNode? At(JsonObject root, SettingKey key)
    {
        JsonNode? node = root;
        foreach (var part in key.Path)
        {
            node = (node as JsonObject)?[part];
        }

        return node;
    }
}
