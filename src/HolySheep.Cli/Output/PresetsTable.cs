using System.Collections.Generic;
using System.Linq;
using HolySheep.Catalog;

namespace HolySheep.Cli.Output;

/// <summary>Presets as table rows.</summary>
internal static class PresetsTable
{
    private static readonly TableOutput Table = new(["PRESET", "KIND", "KEY", "SETTINGS"], ["ADDRESS"], "SETTINGS");

    public static void Write(StandardOutput output, IEnumerable<ProviderPreset> presets) => Table.Write(output, presets.Select(preset => (IReadOnlyList<string>)
    [
        preset.Name,
        preset.Kind,
        preset.Keyless ? "none needed" : preset.KeyVariables.Count > 0 ? preset.KeyVariables[0] : string.Join(' ', preset.KeyCommand),
        string.Join(' ', preset.Settings.Select(setting => setting.Name)),
        preset.BaseUrl,
    ]));
}
