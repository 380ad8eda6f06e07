using System.Collections.Generic;
using System.Linq;
using HolySheep.Configuration.Settings;

namespace HolySheep.Cli.Output;

/// <summary>Settings as table rows.</summary>
internal static class SettingsTable
{
    private static readonly TableOutput Table = new(["SETTING", "VALUE", "SET BY"], ["MEANING"], "MEANING", "SET BY");

    public static void Write(StandardOutput output, IEnumerable<Setting> settings) => Table.Write(output, settings.Select(setting => (IReadOnlyList<string>)
    [
        setting.Name,
        setting.Value ?? "",
        setting.IsSet ? "the file" : "default",
        setting.Description,
    ]));
}
